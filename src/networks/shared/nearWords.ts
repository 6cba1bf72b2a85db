/** Words of a network's vocabulary that are spelt nearly as another. For the page too. */
import { distance } from 'fastest-levenshtein';

/** Up to here, two letters more or less make any word of any other. */
const shortWord = 4;
/** Longer than any word: nothing is looked for. */
const longestWord = 40;

/** Two neighbouring letters exchanged, the commonest slip of all. */
function swapsOf(word: string): ReadonlySet<string> {
	return new Set(
		Array.from(
			{ length: word.length - 1 },
			(_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
		),
	);
}

/**
 * Known words at most two letters away, of short words one: nearest first, then the commoner.
 *
 * @param word lower case
 * @param known how often each word was seen
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
