import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, tensor1d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { adam } from './adam';
import { objectiveOf, quadratic } from './testing/functions';
import type { Objective, Step } from './types';

beforeAll(() => setBackend('cpu'));

async function minimise(objective: Objective, start: number[], evaluations: number, learningRate: number) {
	const x0 = tensor1d(start);
	const steps: Step[] = [];
	let x: Float32Array = new Float32Array();
	for await (const step of adam(objective, x0, { evaluations, learningRate })) {
		steps.push(step);
		x = (await step.best.x.data()) as Float32Array;
	}
	x0.dispose();
	return { steps, x };
}

describe('adam', () => {
	it('solves a quadratic and leaves nothing on the device', async () => {
		const before = memory().numTensors;
		const { steps, x } = await minimise(objectiveOf(quadratic([1, 10, 100])), [5, 5, 5], 400, 0.1);
		for (const [i, value] of x.entries()) expect(value).toBeCloseTo(i, 1);
		expect(steps).toHaveLength(400);
		expect(memory().numTensors).toBe(before);
	});

	it('makes a first step of the learning rate, as in the paper', async () => {
		const seen: number[] = [];
		const watch: Objective = async (x) => {
			seen.push((await x.data())[0] as number);
			return objectiveOf(quadratic([7]))(x);
		};
		await minimise(watch, [3], 2, 0.25);
		expect(seen[1]).toBeCloseTo(2.75, 4);
	});

	it('rolls back and halves the learning rate when the loss is NaN', async () => {
		const seen: number[] = [];
		const cliff = objectiveOf((x) => {
			seen.push(x[0] as number);
			return (x[0] as number) < 0.5 ? { loss: Number.NaN, gradient: [Number.NaN] } : quadratic([1])(x);
		});
		const { steps, x } = await minimise(cliff, [1], 4, 1);
		expect(Number.isNaN(steps[1]?.values[0])).toBe(true);
		expect(seen[2]).toBe(1);
		expect(seen[3]).toBeCloseTo(0.5, 4);
		expect(x[0]).toBeCloseTo(0.5, 4);
	});
});
