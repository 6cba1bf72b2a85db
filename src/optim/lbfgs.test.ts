import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, tensor1d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type LbfgsOptions, lbfgs } from './lbfgs';
import { objectiveOf, quadratic, rosenbrock } from './testing/functions';
import type { Objective, Step } from './types';

beforeAll(() => setBackend('cpu'));

async function minimise(objective: Objective, start: number[], options: LbfgsOptions) {
	const x0 = tensor1d(start);
	const steps: Step[] = [];
	let x: Float32Array = new Float32Array();
	for await (const step of lbfgs(objective, x0, options)) {
		steps.push(step);
		x = (await step.best.x.data()) as Float32Array;
	}
	x0.dispose();
	const last = steps.at(-1) as Step;
	return { steps, x, loss: last.best.values[0] as number };
}

describe('lbfgs', () => {
	it('solves an ill-conditioned quadratic', async () => {
		const weights = [1, 10, 100, 3, 0.1, 30];
		const { x } = await minimise(objectiveOf(quadratic(weights)), [9, -9, 9, -9, 9, -9], { evaluations: 60 });
		for (const [i, value] of x.entries()) expect(value).toBeCloseTo(i, 2);
	});

	it.each([3, 10, 30])('finds the end of Rosenbrock’s valley, remembering %i pairs', async (history) => {
		const { x, loss } = await minimise(objectiveOf(rosenbrock), [-1.2, 1, 2, -1], { evaluations: 120, history });
		expect(loss).toBeLessThan(1e-6);
		for (const value of x) expect(value).toBeCloseTo(1, 2);
	});

	it('never exceeds its number of evaluations, and counts each', async () => {
		let calls = 0;
		const f = objectiveOf(rosenbrock);
		const counted: Objective = (x) => {
			calls++;
			return f(x);
		};
		const { steps } = await minimise(counted, [-1.2, 1], { evaluations: 17 });
		expect(calls).toBe(17);
		expect(steps.map((s) => s.evaluation)).toEqual(Array.from({ length: 17 }, (_, i) => i + 1));
	});

	it('keeps the best point, which never gets worse', async () => {
		const { steps } = await minimise(objectiveOf(rosenbrock), [-1.2, 1], { evaluations: 40, firstStep: 3 });
		let lowest = Number.POSITIVE_INFINITY;
		for (const { values, improved, best } of steps) {
			const loss = values[0] as number;
			expect(improved).toBe(loss < lowest);
			lowest = Math.min(lowest, loss);
			expect(best.values[0]).toBe(lowest);
		}
		expect(steps.some((s) => !s.improved)).toBe(true);
	});

	it('halves the step when the loss is NaN', async () => {
		const wall = (x: Float32Array) => {
			const { loss, gradient } = quadratic([1, 1])(x);
			// Reached by the first step, which is far too long.
			return (x[0] as number) < -3 ? { loss: Number.NaN, gradient: [Number.NaN, Number.NaN] } : { loss, gradient };
		};
		const { steps, x } = await minimise(objectiveOf(wall), [4, 1], { evaluations: 30, firstStep: 16 });
		expect(steps.some((s) => Number.isNaN(s.values[0]))).toBe(true);
		expect(x[0]).toBeCloseTo(0, 3);
		expect(x[1]).toBeCloseTo(1, 3);
	});

	it('rejects a start whose loss is NaN', async () => {
		const bad = objectiveOf(() => ({ loss: Number.NaN, gradient: [0, 0] }));
		const before = memory().numTensors;
		await expect(minimise(bad, [1, 2], { evaluations: 5 })).rejects.toThrow(RangeError);
		expect(memory().numTensors - before).toBe(1);
	});

	it('restarts after a failed search and ends when the loss cannot be lowered', async () => {
		const flat = objectiveOf(quadratic([1, 2]));
		const { steps, loss } = await minimise(flat, [0.5, 1.5], { evaluations: 500 });
		expect(loss).toBeLessThan(1e-10);
		expect(steps.length).toBeLessThan(200);
	});

	it('leaves nothing on the device: at the end, after a break, after an error', async () => {
		const before = memory().numTensors;
		await minimise(objectiveOf(rosenbrock), [-1.2, 1], { evaluations: 30, history: 4 });
		expect(memory().numTensors).toBe(before);

		const x0 = tensor1d([-1.2, 1]);
		for await (const step of lbfgs(objectiveOf(rosenbrock), x0, { evaluations: 30 })) if (step.evaluation === 9) break;
		expect(memory().numTensors).toBe(before + 1);

		let calls = 0;
		const breaks: Objective = (x) => {
			if (++calls === 8) throw new Error('out of memory');
			return objectiveOf(rosenbrock)(x);
		};
		const run = async () => {
			for await (const _ of lbfgs(breaks, x0, { evaluations: 30 }));
		};
		await expect(run()).rejects.toThrow('out of memory');
		expect(memory().numTensors).toBe(before + 1);
		x0.dispose();
	});
});
