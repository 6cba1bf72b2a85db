/** Agreement with PyTorch. WebGPU is compared in e2e/imagine.webgpu.spec.ts. */
import { describe, expect, it } from 'vitest';
import fixture from '../fixtures/scorer.json';
import { errorsOn } from '../testing/agreement';
import { networkBackends, slowest, startBackend } from '../testing/backends';
import { weightsOf } from '../testing/captioner';
import { scorerError } from '../testing/scorer';
import { Scorer } from './scorer';

describe.each(await networkBackends())('the scorer on %s', slowest, (backend) => {
	it('reads the colours that PyTorch reads, and how far the parts are spread', async () => {
		await errorsOn(backend, async () => {
			const { shapes, error } = await scorerError(fixture);
			expect(shapes).toEqual([fixture.logits.size, fixture.spread.size]);
			return { logits: error };
		});
		expect(Math.max(...fixture.logits.values)).toBeGreaterThan(0.5);
		expect(Math.max(...fixture.spread.values)).toBeGreaterThan(0.2);
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
