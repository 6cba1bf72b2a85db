/** For tests: functions whose minimum is known, computed in JavaScript and put on the device. */
import { type Tensor1D, tensor1d } from '@tensorflow/tfjs-core';
import type { Objective } from '../types';

/** An objective from a plain function that gives loss and gradient. */
export function objectiveOf(f: (x: Float32Array) => { loss: number; gradient: ArrayLike<number> }): Objective {
	return async (x: Tensor1D) => {
		const { loss, gradient } = f((await x.data()) as Float32Array);
		return { values: tensor1d([loss]), gradient: tensor1d(Float32Array.from(gradient)) };
	};
}

/** Sum of weights[i] * (x[i] - i)^2 / 2. */
export function quadratic(weights: readonly number[]) {
	return (x: Float32Array) => ({
		loss: weights.reduce((sum, w, i) => sum + (w * ((x[i] as number) - i) ** 2) / 2, 0),
		gradient: weights.map((w, i) => w * ((x[i] as number) - i)),
	});
}

/** Rosenbrock's valley in any even number of variables; minimum 0 where all are 1. */
export function rosenbrock(x: Float32Array) {
	let loss = 0;
	const gradient = new Float32Array(x.length);
	for (let i = 0; i < x.length; i += 2) {
		const [a, b] = [x[i] as number, x[i + 1] as number];
		loss += 100 * (b - a * a) ** 2 + (1 - a) ** 2;
		gradient[i] = -400 * a * (b - a * a) - 2 * (1 - a);
		gradient[i + 1] = 200 * (b - a * a);
	}
	return { loss, gradient };
}
