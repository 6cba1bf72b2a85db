/** What the networks can read of a sentence: which words they know, and what is drawn when it tells of no bird. */
import type { BirdVocabulary, KnownWord } from '../../networks/birdVocabulary.shared';
import { nearWords } from '../../networks/shared/nearWords';

/** A word of a sentence as it was typed. */
export interface SpokenWord {
	readonly text: string;
	/** Where it stands in the sentence: its first character, and the one behind it. */
	readonly start: number;
	readonly end: number;
	readonly known?: KnownWord;
	/** The known word that is spelt most like an unknown one, where one is. */
	readonly nearest?: string;
	/** Behind the most that is read. */
	readonly beyond: boolean;
}

export interface Reading {
	readonly words: readonly SpokenWord[];
	/** What the encoder is given: known words in lower case with blanks between; '' where there is a problem. */
	readonly read: string;
	/** For the visitor, a line each: what was left out, and why. */
	readonly notes: readonly string[];
	readonly problem?: 'empty' | 'unknown';
}

/** Words of a sentence that are read. */
export const mostWords = 40;

/** What to do about either problem. */
export const problemAdvice = {
	empty: 'There is no sentence yet. Describe a bird in English: its colours, its parts, its beak, its size.',
	unknown: 'No word of this is known here. Describe a bird in English: its colours, its parts, its beak, its size.',
} as const;

const beaks: ReadonlySet<string> = new Set(['beak', 'beaks', 'bill', 'bills']);
const mostColours = 3;
/** Words that a note names. */
const mostNamed = 5;

/** Reads any text: it never throws, and of the longest looks closely at `mostWords` words only. */
export function readSentence(text: string, vocabulary: BirdVocabulary): Reading {
	const words = spokenWords(text, vocabulary);
	if (text.trim() === '') return { words, read: '', notes: [], problem: 'empty' };
	const within = words.filter(({ beyond }) => !beyond);
	const known = within.flatMap((word) => word.known ?? []);
	if (known.length === 0) return { words, read: '', notes: [problemAdvice.unknown], problem: 'unknown' };
	const notes = [...leftOut(within), ...tooLong(words.length)];
	if (known.some(isOfBird)) return { words, read: known.map(({ word }) => word).join(' '), notes };
	const read = birdOf(known.filter(({ kind }) => kind === 'colour').map(({ word }) => word));
	return { words, read, notes: [...notes, `Only birds can be drawn here, so this is “${read}”.`] };
}

/** Runs of letters with apostrophes within; hyphens part words. */
function spokenWords(text: string, { words }: BirdVocabulary): SpokenWord[] {
	const found: SpokenWord[] = [];
	for (const { 0: spoken, index: start } of text.matchAll(/\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*/gu)) {
		const place = { text: spoken, start, end: start + spoken.length, beyond: found.length >= mostWords };
		const lower = spoken.toLowerCase().replaceAll('’', "'");
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

function leftOut(words: readonly SpokenWord[]): string[] {
	const unknown = [...new Set(words.filter(({ known }) => !known).map(({ text }) => text))];
	if (unknown.length === 0) return [];
	const named = unknown.slice(0, mostNamed).map((word) => `“${word}”`);
	const more = unknown.length > mostNamed ? ` and ${unknown.length - mostNamed} more` : '';
	const them = unknown.length === 1 ? 'it is' : 'they are';
	return [`${named.join(', ')}${more}: left out, because ${them} not among the words that the network knows.`];
}

function tooLong(count: number): string[] {
	if (count <= mostWords) return [];
	return [`Only the first ${mostWords} of ${count.toLocaleString('en')} words are read.`];
}
