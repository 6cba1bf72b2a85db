/** Finds words of the vocabulary by their spelling. */
import { distance } from 'fastest-levenshtein';
import { tokenise } from '../shared/tokenise';

/** Normalises typed text to one word in the vocabulary's spelling. */
export const spelt = (text: string): string => tokenise(text).join('');

export interface Lookup {
	/** The word's index in the vocabulary. */
	readonly index?: number;
	/** Words that may have been meant, closest first; empty if the word is known or nothing is close. */
	readonly suggestions: readonly string[];
}

/** Lists words that begin with a text, most frequent first; none for empty text. */
export function completions(words: readonly string[], text: string, count: number): string[] {
	const start = spelt(text);
	const found: string[] = [];
	if (start === '') return found;
	for (const word of words) {
		if (found.length === count) break;
		if (word.startsWith(start)) found.push(word);
	}
	return found;
}

/** Allows one typing error per three letters. */
const mostErrors = (word: string): number => Math.max(1, Math.ceil(word.length / 3));

/** Looks a word up, or suggests others: words that begin like it first, then similarly spelt ones. */
export function lookUp(words: readonly string[], text: string, count = 5): Lookup {
	const wanted = spelt(text);
	if (wanted === '') return { suggestions: [] };
	const index = words.indexOf(wanted);
	if (index >= 0) return { index, suggestions: [] };
	const completed = completions(words, wanted, count);
	const near = words
		.filter((word) => Math.abs(word.length - wanted.length) <= mostErrors(wanted))
		.map((word) => ({ word, errors: distance(word, wanted) }))
		.filter(({ errors }) => errors <= mostErrors(wanted))
		.sort((a, b) => a.errors - b.errors);
	const least = near[0]?.errors ?? 0;
	// First letters are rarely mistyped: words with another one are suggested only if no word is closer.
	const meant = near.filter(({ word, errors }) => errors === least || word[0] === wanted[0]).map(({ word }) => word);
	return { suggestions: [...new Set([...completed, ...meant])].slice(0, count) };
}
