/** Agreement with PyTorch. WebGPU is compared in e2e/imagine.webgpu.spec.ts. */
import { describe, expect, it } from 'vitest';
import fixture from '../fixtures/scorer.json';
import { errorsOn } from '../testing/agreement';
import { networkBackends, slowest, startBackend } from '../testing/backends';
import { weightsOf } from '../testing/captioner';
import { scorerError } from '../testing/scorer';
import { Scorer } from './scorer';

describe.each(await networkBackends())('the scorer on %s', slowest, (backend) => {
	it('reads the colours that PyTorch reads', async () => {
		await errorsOn(backend, async () => {
			const { shape, error } = await scorerError(fixture);
			expect(shape).toEqual(fixture.logits.size);
			return { logits: error };
		});
		expect(Math.max(...fixture.logits.values)).toBeGreaterThan(0.5);
	});
});

describe('the scorer', () => {
	it('names a weight that is missing or has another shape', async () => {
		await startBackend('cpu');
		const weights = weightsOf(fixture.tensors);
		expect(() => new Scorer({ ...fixture.shape, width: 6 }, weights)).toThrow(/fine\.0\.weight.*, not 6x27/);
		const short = new Map(weights);
		short.delete('joined.1.bias');
		expect(() => new Scorer(fixture.shape, short)).toThrow('joined.1.bias');
	});
});
