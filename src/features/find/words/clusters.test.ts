import { describe, expect, it } from 'vitest';
import { clustersOf, hues, spreadHues } from './clusters';

const vocabulary = {
	words: ['a', 'dog', 'man', 'puppy', 'woman', 'the', 'children'],
	counts: [90, 50, 40, 30, 20, 10, 5],
	positions: Float32Array.from([0.9, 0.9, 0, 0, 0.5, 0, 0.1, 0, 0.6, 0, 0.8, 0.9, 0.5, 0.1]),
	clusters: [2, 0, 1, 0, 1, 2, 1],
};

describe('clustersOf', () => {
	const clusters = clustersOf(vocabulary);

	it('lists each word once, most frequent first in its cluster, the largest cluster first', () => {
		expect(clusters.map(({ id }) => id)).toEqual([1, 0, 2]);
		expect(clusters.map(({ members }) => members)).toEqual([
			[2, 4, 6],
			[1, 3],
			[0, 5],
		]);
	});

	it('names a cluster by its meaningful words, or by any if it has none', () => {
		expect(clusters.map(({ name }) => name)).toEqual(['man, woman, children', 'dog, puppy', 'a, the']);
	});
});

describe('spreadHues', () => {
	it('gives each cluster its own hue while there are enough', () => {
		const found = spreadHues(Array.from({ length: hues }, (_, at) => [at, 0]));
		expect(new Set(found).size).toBe(hues);
	});

	it('repeats hues far apart and equally often', () => {
		const row = Array.from({ length: 2 * hues }, (_, at) => [at, 0] as const);
		const found = spreadHues(row);
		for (let hue = 0; hue < hues; hue++) {
			const at = found.flatMap((one, index) => (one === hue ? [index] : []));
			expect(at).toHaveLength(2);
			expect(Math.abs(at[0]! - at[1]!)).toBeGreaterThan(1);
		}
	});
});
