import { describe, expect, it } from 'vitest';
import { clustersOf } from './clusters';
import { wordGroups } from './wordGroups';

const vocabulary = {
	words: ['dog', 'man', '4', 'doghouse', 'apple', 'dogs'],
	counts: [6, 5, 4, 3, 2, 1],
	positions: new Float32Array(12),
	clusters: [0, 1, 1, 0, 1, 0],
};
const layout = { vocabulary, clusters: clustersOf(vocabulary) };
const shown = (arrangement: 'cluster' | 'alphabet', filter = '') =>
	wordGroups(layout, arrangement, filter).map(({ title, items }) => [title, items.map((at) => vocabulary.words[at])]);

describe('wordGroups', () => {
	it('lists every word once under its cluster, most frequent first', () => {
		expect(shown('cluster')).toEqual([
			['dog, doghouse, dogs', ['dog', 'doghouse', 'dogs']],
			['man, apple', ['man', '4', 'apple']],
		]);
	});

	it('lists every word once under its first letter, sorted', () => {
		expect(shown('alphabet')).toEqual([
			['0–9', ['4']],
			['A', ['apple']],
			['D', ['dog', 'doghouse', 'dogs']],
			['M', ['man']],
		]);
	});

	it('keeps words that contain the filter, without empty groups', () => {
		expect(shown('cluster', ' Dógs')).toEqual([['dog, doghouse, dogs', ['dogs']]]);
		expect(shown('alphabet', 'a')).toEqual([
			['A', ['apple']],
			['M', ['man']],
		]);
		expect(shown('alphabet', 'q')).toEqual([]);
		expect(shown('cluster', '雪')).toEqual([]);
	});
});
