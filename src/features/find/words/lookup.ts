/** Finding words by how they are typed. */
import { distance } from 'fastest-levenshtein';
import { tokenise } from '../shared/tokenise';

/** As the vocabulary spells it, taken for one word. */
export const spelt = (text: string): string => tokenise(text).join('');

export interface Lookup {
	/** The word's place in the vocabulary. */
	readonly index?: number;
	/** Otherwise words that could be meant, nearest first; empty when nothing is near. */
	readonly suggestions: readonly string[];
}

/** Words that begin so, in the vocabulary's order: commonest first. Nothing begins with nothing. */
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

/** One typing error in three letters. */
const mostErrors = (word: string): number => Math.max(1, Math.ceil(word.length / 3));

/**
 * The word as typed, or what could be meant: words that begin so, then words spelt nearly so.
 */
export function lookUp(words: readonly string[], text: string, count = 5): Lookup {
	const wanted = spelt(text);
	if (wanted === '') return { suggestions: [] };
	const index = words.indexOf(wanted);
	if (index >= 0) return { index, suggestions: [] };
	const begun = completions(words, wanted, count);
	const near = words
		.filter((word) => Math.abs(word.length - wanted.length) <= mostErrors(wanted))
		.map((word) => ({ word, errors: distance(word, wanted) }))
		.filter(({ errors }) => errors <= mostErrors(wanted))
		.sort((a, b) => a.errors - b.errors);
	const least = near[0]?.errors ?? 0;
	// First letters are seldom mistyped: with another one, only the nearest words are meant.
	const meant = near.filter(({ word, errors }) => errors === least || word[0] === wanted[0]).map(({ word }) => word);
	return { suggestions: [...new Set([...begun, ...meant])].slice(0, count) };
}
