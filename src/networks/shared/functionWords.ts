import words from './functionWords.json' with { type: 'json' };

/** English words without a meaning of their own: they may be repeated freely, and every English text is full of them. */
export const functionWords: ReadonlySet<string> = new Set(words);
