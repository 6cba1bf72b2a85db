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

/**
 * The word as typed, or what could be meant: words that begin so, then words spelt nearly so.
 * A typing error in three letters is borne.
 */
export function lookUp(words: readonly string[], text: string, count = 5): Lookup {
	const wanted = spelt(text);
	if (wanted === '') return { suggestions: [] };
	const index = words.indexOf(wanted);
	if (index >= 0) return { index, suggestions: [] };
	const begun = completions(words, wanted, count);
	const most = Math.max(1, Math.ceil(wanted.length / 3));
	const near = words
		.filter((word) => Math.abs(word.length - wanted.length) <= most)
		.map((word) => ({ word, errors: distance(word, wanted) }))
		.filter(({ errors }) => errors <= most)
		.sort((a, b) => a.errors - b.errors)
		.map(({ word }) => word);
	return { suggestions: [...new Set([...begun, ...near])].slice(0, count) };
}
