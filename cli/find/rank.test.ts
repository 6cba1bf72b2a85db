import { expect, it } from 'vitest';
import type { EmbeddedEntry } from './embedFiles';
import { rank } from './rank';

const entry = (hash: string, vector: readonly number[], ...texts: string[]): EmbeddedEntry => ({
	hash,
	source: 'folder',
	name: hash,
	path: hash,
	width: 1,
	height: 1,
	added: 0,
	embedding: {
		modelHash: 'model',
		vector: Float32Array.from(vector),
		captions: texts.map((text) => ({ text, words: [text], logProbability: -1 })),
	},
});
const entries = new Map([
	['far.jpg', entry('far', [0, 1], 'a car', 'a van')],
	['a/near.jpg', entry('near', [1, 0], 'a dog')],
	['middle.jpg', entry('middle', [0.6, 0.8])],
	['z.jpg', entry('near', [1, 0], 'a dog')],
]);

it('gives the nearest pictures first, each once, with their likeliest caption and their copies', () => {
	const found = rank(entries, Float32Array.of(1, 0), 10);
	expect(found.map(({ file }) => file)).toEqual(['a/near.jpg', 'middle.jpg', 'far.jpg']);
	expect(found[0]).toEqual({ file: 'a/near.jpg', score: 1, caption: 'a dog', copies: ['z.jpg'] });
	expect(found[1]).toEqual({ file: 'middle.jpg', score: expect.closeTo(0.6, 6) });
	expect(found[2]).toEqual({ file: 'far.jpg', score: 0, caption: 'a car' });
});

it('leaves out one picture with all its copies, and whatever is beyond the top', () => {
	const found = rank(entries, Float32Array.of(1, 0), 1, 'near');
	expect(found.map(({ file }) => file)).toEqual(['middle.jpg']);
});
