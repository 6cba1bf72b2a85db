/** For tests in Node: a tiny StackGAN and a tiny scorer with made-up weights, and their vocabulary. */
import type { LoadedModel } from '../../models/types';
import scorer from '../../nets/fixtures/scorer.json';
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

/** Sides of its pictures, px. */
export const sides = { sketch: fixture.shape.sketch.size, detail: fixture.shape.detail.size };

export const tinyScorer: LoadedModel = {
	name: 'scorer',
	hash: '7'.repeat(64),
	config: { architecture: 'scorer', ...scorer.shape, size: sides.sketch, unseen: { one: 0.05, most: 0.1 } },
	tensors: weightsOf(scorer.tensors),
};

export const tinyModels = { skipthought: tinySkipThought, stackgan: tinyStackGan, scorer: tinyScorer };
