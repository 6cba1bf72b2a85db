import { expect, it } from 'vitest';
import type { IndexedFile } from '../../src/app/tabs/find/automationTypes';
import { rankFiles } from './rank';

const file = (path: string, hash: string, ...texts: string[]): IndexedFile => ({
	path,
	hash,
	captions: texts.map((text) => ({ text, words: [text], logProbability: -1 })),
});
const files = [
	file('far.jpg', 'far', 'a car', 'a van'),
	file('a/near.jpg', 'near', 'a dog'),
	file('middle.jpg', 'middle'),
	file('z.jpg', 'near', 'a dog'),
];
const hits = [
	{ hash: 'near', score: 1 },
	{ hash: 'elsewhere', score: 0.9 },
	{ hash: 'middle', score: 0.6 },
	{ hash: 'far', score: 0 },
];

it('turns hits into files, each picture once, with its likeliest caption and its copies', () => {
	expect(rankFiles(hits, files, 10)).toEqual([
		{ file: 'a/near.jpg', score: 1, caption: 'a dog', copies: ['z.jpg'] },
		{ file: 'middle.jpg', score: 0.6 },
		{ file: 'far.jpg', score: 0, caption: 'a car' },
	]);
});

it('does not count pictures of other folders towards the top', () => {
	expect(rankFiles(hits, files, 2).map(({ file: path }) => path)).toEqual(['a/near.jpg', 'middle.jpg']);
});
