/** The Adam optimiser (Kingma and Ba 2014, arXiv:1412.6980). */
import { add, div, mul, sqrt, square, sub, type Tensor1D, tidy, zerosLike } from '@tensorflow/tfjs-core';
import { Best } from './best';
import type { Objective, Optimisation } from './types';

export interface AdamOptions {
	/** Number of evaluations. */
	readonly evaluations: number;
	/** In units of the variables. */
	readonly learningRate: number;
	readonly beta1?: number;
	readonly beta2?: number;
	readonly epsilon?: number;
}

/**
 * Minimises an objective from `start`, [variables].
 *
 * When the loss is NaN, it returns to the best point, resets the moments and halves the learning rate.
 *
 * @throws RangeError when the loss is not a finite number at the start
 */
export async function* adam(objective: Objective, start: Tensor1D, options: AdamOptions): Optimisation {
	const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
	const best = new Best();
	let rate = options.learningRate;
	let updates = 0;
	let x = start.clone();
	let first = zerosLike(start);
	let second = zerosLike(start);
	try {
		for (let evaluation = 1; evaluation <= options.evaluations; evaluation++) {
			const { values, gradient } = await objective(x);
			try {
				const losses = (await values.data()) as Float32Array;
				const improved = best.offer(losses, x);
				const old = [x, first, second];
				if (Number.isFinite(losses[0])) {
					updates++;
					const [correction1, correction2] = [1 - beta1 ** updates, 1 - beta2 ** updates];
					[x, first, second] = tidy(() => {
						const m = add<Tensor1D>(mul(first, beta1), mul(gradient, 1 - beta1));
						const v = add<Tensor1D>(mul(second, beta2), mul(square(gradient), 1 - beta2));
						const change = div(mul(m, rate / correction1), add(sqrt(mul(v, 1 / correction2)), epsilon));
						return [sub<Tensor1D>(x, change), m, v];
					}) as [Tensor1D, Tensor1D, Tensor1D];
				} else {
					rate /= 2;
					updates = 0;
					[x, first, second] = [best.value.x.clone(), zerosLike(start), zerosLike(start)];
				}
				for (const tensor of old) tensor.dispose();
				yield { evaluation, values: losses, improved, best: best.value };
			} finally {
				values.dispose();
				gradient.dispose();
			}
		}
	} finally {
		for (const tensor of [x, first, second]) tensor.dispose();
		best.dispose();
	}
}
