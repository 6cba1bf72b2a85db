/** Agreement with PyTorch. WebGPU is compared in e2e/imagine.webgpu.spec.ts. */
import { engine, memory, tensor2d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import fixture from '../fixtures/stackgan.json';
import { errorsOn } from '../testing/agreement';
import { networkBackends, slowest, startBackend } from '../testing/backends';
import { weightsOf } from '../testing/captioner';
import { stackGanErrors } from '../testing/stackgan';
import { Augmentation } from './augmentation';
import { DetailGenerator } from './detailGenerator';
import type { StackGanShape } from './shape';
import { SketchGenerator } from './sketchGenerator';

const shape = fixture.shape as unknown as StackGanShape;

describe.each(await networkBackends())('both generators on %s', slowest, (backend) => {
	it('agree with PyTorch on distributions, sketches and finished pictures', async () => {
		const errors = await errorsOn(backend, () => stackGanErrors(fixture));
		expect(Object.keys(errors)).toEqual(['mean 1', 'sigma 1', 'mean 2', 'sigma 2', 'sketches', 'details']);
	});
});

describe('both generators', () => {
	const weights = weightsOf(fixture.tensors);

	it('free everything but the result of a pass, and everything of an abandoned one', async () => {
		await startBackend('cpu');
		engine().startScope();
		const [sketcher, detailer] = [new SketchGenerator(shape, weights), new DetailGenerator(shape, weights)];
		const condition = tensor2d(fixture.condition);
		const noise = tensor2d(fixture.noise);
		const passes = () => sketcher.draw(condition, noise);
		const before = memory().numTensors;
		const whole = passes();
		const sides: number[] = [];
		let step = whole.next();
		for (; !step.done; step = whole.next()) sides.push(step.value.shape[1]);
		expect(sides).toEqual([4, 8, 16, 32]);
		expect(memory().numTensors).toBe(before + 1);

		const small = step.value;
		for (let blocks = 1; blocks <= 9; blocks++) {
			const left = blocks <= 4 ? passes() : detailer.draw(small, condition);
			for (let at = 0; at < blocks; at++) left.next();
			left.return(undefined as never);
			// The finished pictures belong to the caller.
			expect(memory().numTensors).toBe(before + 1 + (blocks === 9 ? 1 : 0));
		}
		engine().endScope();
	});

	it('name a weight that is missing or has another shape', async () => {
		await startBackend('cpu');
		const wider = { ...shape, condition: 7 };
		expect(() => new Augmentation(wider, weights, 2)).toThrow(/stage2\.augmentation\.weight\.codes.*12x8, not 14x8/);
		const short = new Map(weights);
		for (const name of ['stage1.grow.1.second.weight.scale', 'stage2.across.1.bias']) short.delete(name);
		expect(() => new SketchGenerator(shape, short)).toThrow('stage1.grow.1.second.weight.scale');
		expect(() => new DetailGenerator(shape, short)).toThrow('stage2.across.1.bias');
	});
});
