/** What closing the page would lose besides jobs and the library, for a sentence. Parts that are loaded later add themselves. */
export const losses: (() => string | undefined)[] = [];
