/** Agreement with PyTorch. WebGPU in a browser is compared in e2e/captioner.webgpu.spec.ts. */
import { gather, type Tensor3D, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { Captioner } from './captioner';
import fixture from './fixtures/captioner.json';
import { sampleSentences } from './sampleSentences';
import { sentenceAttention } from './sentenceAttention';
import { errorsOn } from './testing/agreement';
import { networkBackends, slowest, startBackend } from './testing/backends';
import { captionerErrors, tinyCaptioner, weightsOf } from './testing/captioner';
import { gatherRows } from './wordModel';

const sampling = { count: 3, temperature: 1, seed: 5, lengthNormalisation: 1, maxLength: 6 };

describe.each(await networkBackends())('the captioner on %s', slowest, (backend) => {
	it('agrees with PyTorch on vectors, grids, attention, captions and their probabilities', async () => {
		const errors = await errorsOn(backend, () => captionerErrors(fixture));
		expect(Object.keys(errors)).toHaveLength(9 + 4 * fixture.searches.length);
	});
});

describe('the captioner', () => {
	it('samples a picture’s sentences by its own grid, whatever other pictures are in the batch', async () => {
		await startBackend('cpu');
		const { captioner, points, grids } = tinyCaptioner(fixture);
		const together = await sampleSentences(captioner.decoder.attendingTo(grids), points, sampling);
		for (const picture of fixture.maps.keys()) {
			const own = gather(grids, tensor1d([picture], 'int32')) as Tensor3D;
			const alone = captioner.decoder.attendingTo(own);
			const [sentences] = await sampleSentences(alone, gatherRows(points, [picture]), sampling);
			expect(sentences?.map(({ words }) => words)).toEqual(together[picture]?.map(({ words }) => words));
		}
	});

	it('tells where it looks for each word of sentences of different lengths', async () => {
		await startBackend('cpu');
		const { captioner, points, grids } = tinyCaptioner(fixture);
		const decoder = captioner.decoder.attendingTo(grids);
		const said = [[7], [], [7, 21, 4]].map((words, picture) => ({ picture, words }));
		const all = await sentenceAttention(decoder, points, said);
		expect(all.map((words) => words.length)).toEqual([1, 0, 3]);
		for (const weights of all.flat()) {
			expect(weights).toHaveLength(fixture.side ** 2);
			expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
		}
		expect(await sentenceAttention(decoder, points, [{ picture: 0, words: [] }])).toEqual([[]]);
	});

	it('names a weight that is missing or has another shape', async () => {
		await startBackend('cpu');
		for (const name of ['attention.gate.bias', 'decoder.point.bias', 'encoder.embedding.codes', 'grid.bias']) {
			const short = new Map(weightsOf(fixture.tensors));
			short.delete(name);
			expect(() => new Captioner(fixture.shape, fixture.words, 10, short)).toThrow(name.replace('.codes', ''));
		}
		const { shape, words, tensors } = fixture;
		expect(() => new Captioner(shape, words, 9, weightsOf(tensors))).toThrow(/image\.linear\.weight.*10x10, not 10x9/);
		expect(() => new Captioner(shape, words + 1, 10, weightsOf(tensors))).toThrow(/embedding\.codes/);
	});
});
