/** Groups the vocabulary under headings. */

import type { Group } from '../surface/rows';
import { spelt } from './lookup';
import type { WordLayout } from './wordLayout';

/** `cluster`: by cluster, most frequent first. `alphabet`: by first letter, with all digits together. */
export type Arrangement = 'cluster' | 'alphabet';

/**
 * Groups the words that contain a text.
 * @param filter the text in any spelling; empty for all words
 * @returns groups of indices into the vocabulary, none of them empty
 */
export function wordGroups(
	{ vocabulary: { words }, clusters }: Pick<WordLayout, 'vocabulary' | 'clusters'>,
	arrangement: Arrangement,
	filter: string,
): readonly Group<number>[] {
	const part = spelt(filter);
	// A filter without a single known letter matches no word.
	const matches = (index: number) => (part === '' ? filter.trim() === '' : words[index]!.includes(part));
	const groups =
		arrangement === 'cluster'
			? clusters.map(({ name, members }) => ({ title: name, items: members.filter(matches) }))
			: byLetter(words, [...words.keys()].filter(matches));
	return groups.filter(({ items }) => items.length > 0);
}

function byLetter(words: readonly string[], indices: readonly number[]): readonly Group<number>[] {
	const groups = new Map<string, number[]>();
	const sorted = indices.toSorted((a, b) => (words[a]! < words[b]! ? -1 : 1));
	for (const index of sorted) {
		const first = words[index]!.charAt(0);
		const title = first >= 'a' ? first.toUpperCase() : '0–9';
		const items = groups.get(title);
		if (items) items.push(index);
		else groups.set(title, [index]);
	}
	return [...groups].map(([title, items]) => ({ title, items }));
}
