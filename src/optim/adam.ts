/** Adam (Kingma and Ba 2014, arXiv:1412.6980): two moments instead of a history, no line search. */
import { add, div, mul, sqrt, square, sub, type Tensor1D, tidy, zerosLike } from '@tensorflow/tfjs-core';
import { Best } from './best';
import type { Objective, Optimisation } from './types';

export interface AdamOptions {
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
 * A loss that is not a number rolls back to the best place, forgets the moments and halves the rate.
 *
 * @throws RangeError when the loss is not a finite number at the start
 */
export async function* adam(objective: Objective, start: Tensor1D, options: AdamOptions): Optimisation {
	const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
	const best = new Best();
	let rate = options.learningRate;
	let moves = 0;
	let x = start.clone();
	let first = zerosLike(start);
	let second = zerosLike(start);
	try {
		for (let evaluation = 1; evaluation <= options.evaluations; evaluation++) {
			const { values, gradient } = await objective(x);
			try {
				const told = (await values.data()) as Float32Array;
				const improved = best.offer(told, x);
				const old = [x, first, second];
				if (Number.isFinite(told[0])) {
					moves++;
					const [one, two] = [1 - beta1 ** moves, 1 - beta2 ** moves];
					[x, first, second] = tidy(() => {
						const m = add<Tensor1D>(mul(first, beta1), mul(gradient, 1 - beta1));
						const v = add<Tensor1D>(mul(second, beta2), mul(square(gradient), 1 - beta2));
						const change = div(mul(m, rate / one), add(sqrt(mul(v, 1 / two)), epsilon));
						return [sub<Tensor1D>(x, change), m, v];
					}) as [Tensor1D, Tensor1D, Tensor1D];
				} else {
					rate /= 2;
					moves = 0;
					[x, first, second] = [best.value.x.clone(), zerosLike(start), zerosLike(start)];
				}
				for (const tensor of old) tensor.dispose();
				yield { evaluation, values: told, improved, best: best.value };
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
