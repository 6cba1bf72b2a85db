/** For tests in Node: a tiny StackGAN with made-up weights, and its vocabulary. */
import type { LoadedModel } from '../../models/types';
import fixture from '../../nets/fixtures/stackgan.json';
import { weightsOf } from '../../nets/testing/captioner';
import { tinySkipThought } from './story';

const kinds = {
	colour: ['red', 'blue', 'white', 'black'],
	part: ['head', 'wings', 'belly'],
	kind: ['bird'],
	bill: ['beak'],
	size: ['small'],
	other: ['a', 'with', 'and', 'the'],
};

/** The content of words.json. */
export const tinyWords = {
	words: Object.entries(kinds).flatMap(([kind, words]) => words.map((word) => ({ word, kind, count: 9 }))),
	next: { '': ['a'], a: ['small', 'red'] },
};

export const tinyStackGan: LoadedModel = {
	name: 'stackgan',
	hash: '6'.repeat(64),
	config: { architecture: 'stackgan', skipthought: tinySkipThought.hash, ...fixture.shape },
	documents: new Map([['words.json', tinyWords]]),
	tensors: weightsOf(fixture.tensors),
};

export const tinyModels = { skipthought: tinySkipThought, stackgan: tinyStackGan };

/** Sides of its pictures, px. */
export const sides = { sketch: fixture.shape.sketch.size, detail: fixture.shape.detail.size };
