/** Finds words of a network's vocabulary with a spelling similar to a given one. */
import { distance } from 'fastest-levenshtein';

/** Length up to which only one edit is allowed: two would turn almost any word into any other. */
const shortWord = 4;
/** Longer strings are not words. */
const longestWord = 40;

/** All spellings with two neighbouring letters swapped, the commonest typing error. */
function swapsOf(word: string): ReadonlySet<string> {
	return new Set(
		Array.from(
			{ length: word.length - 1 },
			(_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
		),
	);
}

/**
 * Returns known words at most two edits away (one for short words), nearest first, then by frequency.
 *
 * @param word lower case
 * @param known the vocabulary with each word's frequency
 */
export function nearWords(word: string, known: Iterable<readonly [word: string, count: number]>): string[] {
	if (word.length > longestWord) return [];
	const reach = word.length <= shortWord ? 1 : 2;
	const swaps = swapsOf(word);
	const near: { candidate: string; off: number; count: number }[] = [];
	for (const [candidate, count] of known) {
		if (Math.abs(candidate.length - word.length) > reach) continue;
		const off = swaps.has(candidate) ? 1 : distance(word, candidate);
		if (off <= reach) near.push({ candidate, off, count });
	}
	return near.sort((a, b) => a.off - b.off || b.count - a.count).map(({ candidate }) => candidate);
}
