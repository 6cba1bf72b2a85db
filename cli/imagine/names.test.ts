import { expect, it } from 'vitest';
import { frameName, stem, stemsOf } from './names';

it('makes a file’s name of a sentence', () => {
	expect(stem('A small bird, with a RED head!')).toBe('a-small-bird-with-a-red-head');
	expect(stem('../../un oiseau très coloré')).toBe('un-oiseau-tres-colore');
	expect(stem('鳥')).toBe('bird');
});

it('cuts a long one at a word’s end, and a word that is longer than that', () => {
	expect(stem('yellow '.repeat(2000))).toBe('yellow-yellow-yellow-yellow-yellow-yellow-yellow-yellow');
	expect(stem(`${'a'.repeat(80)} bird`)).toBe('a'.repeat(60));
});

it('names no two sentences the same', () => {
	expect(stemsOf(['a red bird', 'A red bird.', 'a red bird 2', 'a red bird'])).toEqual([
		'a-red-bird',
		'a-red-bird-2',
		'a-red-bird-2-2',
		'a-red-bird-3',
	]);
});

it('numbers frames so that they sort', () => {
	expect([0, 8, 23].map((at) => frameName('a-bird-7', at, 24))).toEqual([
		'a-bird-7-walk-01',
		'a-bird-7-walk-09',
		'a-bird-7-walk-24',
	]);
});
