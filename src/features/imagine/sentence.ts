/** Reads a sentence as the networks do: which words they know, and what is drawn when it describes no bird. */
import type { BirdVocabulary, KnownWord } from '../../networks/birdVocabulary.shared';
import { nearWords } from '../../networks/shared/nearWords';

/** A word of a sentence as it was typed. */
export interface SentenceWord {
	readonly text: string;
	/** Offset of its first character in the sentence; `end` is exclusive. */
	readonly start: number;
	readonly end: number;
	readonly known?: KnownWord;
	/** For an unknown word, the known one with the most similar spelling, if any. */
	readonly nearest?: string;
	/** Whether it comes after the first `mostWords` words, and so is not read. */
	readonly beyond: boolean;
}

export interface Reading {
	readonly words: readonly SentenceWord[];
	/** The input of the encoder: known words in lower case, separated by spaces; '' when there is a problem. */
	readonly read: string;
	/** For the visitor, one line each: what was left out and why. */
	readonly notes: readonly string[];
	readonly problem?: 'empty' | 'unknown';
}

/** Maximum number of words that are read. */
export const mostWords = 40;

/** What to tell the visitor about each problem. */
export const problemAdvice = {
	empty: 'Type a sentence first. Describe a bird in English: its colours, its parts, its beak, its size.',
	unknown:
		'The network knows none of these words. Describe a bird in English: its colours, its parts, its beak, its size.',
} as const;

/** Colours that too few of the training birds have to be drawn. */
export const rareColours: ReadonlySet<string> = new Set([
	...['purple', 'purplish', 'violet', 'pink', 'pinkish', 'peach', 'turquoise', 'teal', 'gold', 'golden', 'silver'],
]);
const beaks: ReadonlySet<string> = new Set(['beak', 'beaks', 'bill', 'bills']);
const mostColours = 3;
/** Maximum number of words named in a note. */
const mostNamed = 5;

/** Reads any text, however long; never throws. */
export function readSentence(text: string, vocabulary: BirdVocabulary): Reading {
	const words = wordsOf(text, vocabulary);
	if (text.trim() === '') return { words, read: '', notes: [], problem: 'empty' };
	const within = words.filter(({ beyond }) => !beyond);
	const known = within.flatMap((word) => word.known ?? []);
	if (known.length === 0) return { words, read: '', notes: [problemAdvice.unknown], problem: 'unknown' };
	const notes = [...leftOut(within), ...seldomDrawn(known), ...tooLong(words.length)];
	if (known.some(isOfBird)) return { words, read: known.map(({ word }) => word).join(' '), notes };
	const read = birdOf(known.filter(({ kind }) => kind === 'colour').map(({ word }) => word));
	return { words, read, notes: [...notes, `Only birds can be drawn here, so this is “${read}”.`] };
}

/** Splits into words: runs of letters, apostrophes included; hyphens separate words. */
function wordsOf(text: string, { words }: BirdVocabulary): SentenceWord[] {
	const found: SentenceWord[] = [];
	for (const { 0: typed, index: start } of text.matchAll(/\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*/gu)) {
		const place = { text: typed, start, end: start + typed.length, beyond: found.length >= mostWords };
		const lower = typed.toLowerCase().replaceAll('’', "'");
		const known = words.get(lower);
		const nearest = known || place.beyond ? undefined : nearestWord(lower, words);
		found.push({ ...place, ...(known ? { known } : {}), ...(nearest === undefined ? {} : { nearest }) });
	}
	return found;
}

function nearestWord(word: string, words: BirdVocabulary['words']): string | undefined {
	const counts = Array.from(words.values(), ({ word: known, count }) => [known, count] as const);
	return nearWords(word, counts)[0];
}

const isOfBird = ({ word, kind }: KnownWord): boolean => kind === 'kind' || kind === 'part' || beaks.has(word);

/** "a red and white bird": the first colours, each once. */
function birdOf(colours: readonly string[]): string {
	const few = [...new Set(colours)].slice(0, mostColours);
	const named = [...few.slice(0, -2), few.slice(-2).join(' and '), 'bird'].filter(Boolean).join(' ');
	return `${/^[aeiou]/.test(named) ? 'an' : 'a'} ${named}`;
}

function leftOut(words: readonly SentenceWord[]): string[] {
	const unknown = [...new Set(words.filter(({ known }) => !known).map(({ text }) => text))];
	if (unknown.length === 0) return [];
	const named = unknown.slice(0, mostNamed).map((word) => `“${word}”`);
	const more = unknown.length > mostNamed ? ` and ${unknown.length - mostNamed} more` : '';
	const them = unknown.length === 1 ? 'it is' : 'they are';
	return [`${named.join(', ')}${more}: left out, because ${them} not in the network’s vocabulary.`];
}

function seldomDrawn(known: readonly KnownWord[]): string[] {
	const rare = [...new Set(known.map(({ word }) => word).filter((word) => rareColours.has(word)))];
	if (rare.length === 0) return [];
	const named = rare.map((word) => `“${word}”`).join(' and ');
	return [`${named}: the network has seen too few such birds, and will probably draw another colour.`];
}

function tooLong(count: number): string[] {
	if (count <= mostWords) return [];
	return [`Only the first ${mostWords} of ${count.toLocaleString('en')} words are read.`];
}
