/** The temporal loss, which holds a clip's frame to the one before it (Ruder, Dosovitskiy and Brox 2016, equation 7). */
import { add, concat, mul, slice, sub, sum, type Tensor1D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { Objective } from '../../../optim/types';
import { extend } from './canvas';
import type { PaintObjective } from './objective';
import type { Pixels } from './pixels';

/** What a frame is held to. */
export interface Hold {
	/** The painting before, moved along the flow. */
	readonly picture: Pixels;
	/** Per pixel of it: 1 where both frames show the same, otherwise 0. */
	readonly consistent: Float32Array;
	/** Weight of the loss in the total. */
	readonly weight: number;
}

/** The part of an objective that a level uses. */
export type LevelObjective = Pick<PaintObjective, 'picture' | 'read'> & { readonly evaluate: Objective };

/**
 * Adds the temporal loss to an objective: the mean over the canvas of the squared difference from what the frame is held
 * to, counted where that is consistent. It follows the other values of an evaluation.
 */
export function held(objective: LevelObjective, { picture, consistent, weight }: Hold): LevelObjective {
	const { width, height, rgb } = picture;
	const target = tensor1d(extend(rgb, width, height));
	const counts = tensor1d(extend(threefold(consistent), width, height));
	return {
		picture: (variables) => objective.picture(variables),
		read(values) {
			const { losses, styleLayers } = objective.read(values);
			return { losses: { ...losses, temporal: values[values.length - 1] as number }, styleLayers };
		},
		async evaluate(variables) {
			const { values, gradient } = await objective.evaluate(variables);
			const sums = tidy(() => withTemporal(variables, values, gradient));
			values.dispose();
			gradient.dispose();
			return sums;
		},
	};

	function withTemporal(variables: Tensor1D, values: Tensor1D, gradient: Tensor1D) {
		const difference = sub<Tensor1D>(variables, target);
		const counted = mul<Tensor1D>(difference, counts);
		const loss = mul<Tensor1D>(sum(mul(counted, difference), 0, true), 1 / variables.size);
		const total = add<Tensor1D>(slice(values, 0, 1), mul(loss, weight));
		return {
			values: concat<Tensor1D>([total, slice(values, 1), loss]),
			gradient: add<Tensor1D>(gradient, mul(counted, (2 * weight) / variables.size)),
		};
	}
}

/** A number per pixel as one per channel. */
const threefold = (plane: Float32Array): Float32Array =>
	Float32Array.from({ length: 3 * plane.length }, (_, at) => plane[Math.floor(at / 3)] as number);
