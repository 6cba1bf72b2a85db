/** The words that StackGAN was trained on. Checked without zod, because the page reads them too. */
import { AtelierError } from '../models/errors';

const kinds = ['colour', 'part', 'bill', 'size', 'kind', 'pattern', 'other'] as const;
export type WordKind = (typeof kinds)[number];

export interface KnownWord {
	readonly word: string;
	readonly kind: WordKind;
	/** How often it was seen in training. */
	readonly count: number;
}

export interface BirdVocabulary {
	readonly words: ReadonlyMap<string, KnownWord>;
	/** The words that often follow a word, most frequent first; those that begin a sentence under ''. */
	readonly next: ReadonlyMap<string, readonly string[]>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isWord = (value: unknown): value is string => typeof value === 'string';
const isKnownWord = (value: unknown): value is KnownWord =>
	isRecord(value) &&
	isWord(value.word) &&
	value.word !== '' &&
	kinds.some((kind) => kind === value.kind) &&
	Number.isFinite(value.count);

/** Checks `stackgan/words.json`. @throws AtelierError model-invalid */
export function parseBirdVocabulary(document: unknown): BirdVocabulary {
	const { words, next } = isRecord(document) ? document : {};
	const isWhole =
		Array.isArray(words) &&
		words.length > 0 &&
		words.every(isKnownWord) &&
		isRecord(next) &&
		Object.values(next).every((list) => Array.isArray(list) && list.every(isWord));
	if (!isWhole) {
		throw new AtelierError(
			'model-invalid',
			'The list of words (words.json) does not fit this version. Reload the page; if that does not help, the installation is broken.',
		);
	}
	return {
		words: new Map((words as KnownWord[]).map((known) => [known.word, known])),
		next: new Map(Object.entries(next as Record<string, string[]>)),
	};
}
