/** Agreement of version 2 with PyTorch. WebGPU in a browser is compared in e2e/captioner.webgpu.spec.ts. */
import { gather, type Tensor3D, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { Captioner } from './captioner';
import fixture from './fixtures/attentive.json';
import { sampleSentences } from './sampleSentences';
import { sentenceAttention } from './sentenceAttention';
import { errorsOn } from './testing/agreement';
import { attentiveErrors, tinyAttentive } from './testing/attentive';
import { networkBackends, slowest, startBackend } from './testing/backends';
import { weightsOf } from './testing/captioner';
import { gatherRows } from './wordModel';

const sampling = { count: 3, temperature: 1, seed: 5, lengthNormalisation: 1, maxLength: 6 };

describe.each(await networkBackends())('a captioner with attention on %s', slowest, (backend) => {
	it('agrees with PyTorch on vectors, grids, attention, captions and their probabilities', async () => {
		let captions: unknown;
		const errors = await errorsOn(backend, async () => {
			const compared = await attentiveErrors(fixture);
			captions = compared.captions;
			return compared.errors;
		});
		expect(Object.keys(errors)).toHaveLength(9 + fixture.searches.length);
		expect(captions).toEqual(
			fixture.searches.map((search) => search.captions.map((found) => found.map(({ words }) => words))),
		);
	});
});

describe('a captioner with attention', () => {
	it('samples a picture’s sentences by its own grid, whatever other pictures are in the batch', async () => {
		await startBackend('cpu');
		const { captioner, points, grids } = tinyAttentive(fixture);
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
		const { captioner, points, grids } = tinyAttentive(fixture);
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

	it('names a weight that is missing', async () => {
		await startBackend('cpu');
		for (const name of ['attention.gate.bias', 'decoder.point.bias', 'encoder.embedding.codes', 'grid.bias']) {
			const short = new Map(weightsOf(fixture.tensors));
			short.delete(name);
			expect(() => new Captioner(fixture.shape, fixture.words, 10, short)).toThrow(name.replace('.codes', ''));
		}
	});
});
