/** What an optimiser is given and what it tells. It knows vectors and losses, no pictures. */
import type { Tensor1D } from '@tensorflow/tfjs-core';

export interface Evaluation {
	/** [terms]: the loss that is minimised first, then whatever else is to be told; on the device. */
	readonly values: Tensor1D;
	/** Gradient of `values[0]`, [variables]. */
	readonly gradient: Tensor1D;
}

/** Computes the loss and its gradient at x, [variables]. The optimiser disposes of the result, not of x. */
export type Objective = (x: Tensor1D) => Evaluation | Promise<Evaluation>;

/** Told after every evaluation. */
export interface Step {
	/** 1, 2, 3, ... */
	readonly evaluation: number;
	/** The evaluation's values, read back. */
	readonly values: Float32Array;
	/** Whether this evaluation found the lowest loss so far. */
	readonly improved: boolean;
	/** The lowest loss so far, with its values and its place. The tensor is lent until the next step. */
	readonly best: { readonly values: Float32Array; readonly x: Tensor1D };
}

/**
 * An optimisation under way: every `next` costs one evaluation. Leaving the loop, by `break` or by
 * an error, gives back everything that it holds on the device.
 */
export type Optimisation = AsyncGenerator<Step, void, undefined>;
