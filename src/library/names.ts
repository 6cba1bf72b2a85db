/** What a picture is called, from its file's name: without the ending. */
export const withoutEnding = (name: string): string => name.replace(/\.[a-z0-9]{2,5}$/i, '') || name;
