/** Agreement with PyTorch. WebGPU is compared in e2e/captioner.webgpu.spec.ts. */
import { engine, memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { Captioner } from './captioner';
import fixture from './fixtures/captioner.json';
import { networkBackends, slowest, startBackend } from './testing/backends';
import { captionerErrors, weightsOf } from './testing/captioner';

describe.each(await networkBackends())('a captioner on %s', slowest, (backend) => {
	it('agrees with PyTorch on states, vectors and captions', async () => {
		await startBackend(backend);
		const before = memory().numTensors;
		engine().startScope();
		const { errors, captions } = await captionerErrors(fixture);
		engine().endScope();
		const pictures = fixture.decoderStates.length;
		expect(Object.keys(errors)).toHaveLength(
			pictures * (fixture.said.length + 3) + 3 + fixture.sentence.length + fixture.searches.length,
		);
		for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(1e-3);
		expect(captions).toEqual(
			fixture.searches.map((search) => search.captions.map((found) => found.map(({ words }) => words))),
		);
		expect(memory().numTensors).toBe(before);
	});
});

describe('a captioner', () => {
	const { shape, words, tensors } = fixture;
	it('names a weight that is missing or has another shape', async () => {
		await startBackend('cpu');
		const short = new Map(weightsOf(tensors));
		short.delete('decoder.bias_hh');
		expect(() => new Captioner(shape, words, 8, short)).toThrow(/decoder\.bias_hh/);
		expect(() => new Captioner(shape, words, 9, weightsOf(tensors))).toThrow(/picture\.weight.*12x8, not 12x9/);
		expect(() => new Captioner(shape, words + 1, 8, weightsOf(tensors))).toThrow(/embedding\.codes/);
	});
});
