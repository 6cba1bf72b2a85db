import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '../../../../engine/testing/context';
import type { LoadedModel } from '../../../../models/types';
import { nodeBackends, startBackend } from '../../../../nets/testing/backends';
import { captionerConfigOf } from '../../../../networks/testing/captionerConfig';
import type { NearWordsResult } from '../../types';
import { analogy, nearWords, vocabulary } from './jobs';

const words = ['<pad>', '<start>', '<end>', '<unk>', 'man', 'woman', 'boy', 'girl', 'dog', 'dogs'];
/** Four digits a word: person, female, young, animal. */
const meanings = '0000 0000 0000 0000 9000 9900 9090 9990 0009 0019'
	.split(' ')
	.map((digits) => [...digits].map(Number));

const model: LoadedModel = {
	name: 'captioner',
	hash: 'tiny',
	config: captionerConfigOf('0'.repeat(64), 32, 4, 4),
	documents: new Map([
		[
			'vocab.json',
			{
				words,
				counts: [0, 0, 0, 0, 90, 80, 70, 60, 50, 40],
				map: words.map((_, at) => [at / 10, -at / 10]),
				clusters: words.map((_, at) => at % 3),
			},
		],
	]),
	tensors: new Map([
		['encoder.embedding.codes', { shape: [10, 4], data: Float32Array.from(meanings.flat(), (v) => v + 128) }],
		['encoder.embedding.scale', { shape: [10], data: new Float32Array(10).fill(0.1) }],
	]),
};
const context = () => testContext<never, unknown>({ captioner: model });
const found = (result: NearWordsResult) => ('found' in result ? result.found.map(({ word }) => word) : result.unknown);

describe.each(nodeBackends)('words on %s', (backend) => {
	beforeAll(() => startBackend(backend));

	it('finds neighbours by cosine similarity, without the word itself', async () => {
		const result = await nearWords.run({ word: ' Dogs! ', count: 2 }, context());
		expect(found(result)).toEqual(['dog', 'boy']);
		expect('found' in result && result.found[0]?.similarity).toBeCloseTo(9 / Math.hypot(1, 9), 4);
	});

	it('solves man : woman = boy : girl, without the three inputs', async () => {
		expect(found(await analogy.run({ a: 'man', b: 'woman', c: 'boy', count: 1 }, context()))).toEqual(['girl']);
		expect(found(await analogy.run({ a: 'man', b: 'woman', c: 'boy', count: 50 }, context()))).toHaveLength(3);
	});

	it('names every unknown word, with suggestions', async () => {
		const result = await analogy.run({ a: 'man', b: 'girrl', c: 'puppy', count: 3 }, context());
		expect(found(result)).toEqual([
			{ word: 'girrl', spelling: ['girl'], meaning: [] },
			{ word: 'puppy', spelling: [], meaning: ['dog'] },
		]);
		expect(found(await nearWords.run({ word: '犬', count: 3 }, context()))).toMatchObject([{ word: '犬' }]);
	});

	it('returns the vocabulary without the special tokens', async () => {
		const told = await vocabulary.run({}, context());
		expect(told.words).toEqual(words.slice(4));
		expect(told.counts[0]).toBe(90);
		expect(told.positions).toHaveLength(12);
		expect(told.positions[1]).toBeCloseTo(-0.4);
		expect(told.clusters).toHaveLength(6);
	});
});
