/** The interface of the optimisers: vectors and losses, no pictures. */
import type { Tensor1D } from '@tensorflow/tfjs-core';

export interface Evaluation {
	/** [terms], on the device: first the loss to minimise, then any values to report. */
	readonly values: Tensor1D;
	/** Gradient of `values[0]`, [variables]. */
	readonly gradient: Tensor1D;
}

/** Computes the loss and its gradient at x, [variables]. The optimiser disposes of the result, not of x. */
export type Objective = (x: Tensor1D) => Evaluation | Promise<Evaluation>;

/** The state after an evaluation. */
export interface Step {
	/** 1, 2, 3, ... */
	readonly evaluation: number;
	/** The evaluation's values, read back. */
	readonly values: Float32Array;
	/** Whether this evaluation has the lowest loss so far. */
	readonly improved: boolean;
	/** The evaluation with the lowest loss so far. The tensor is valid until the next step. */
	readonly best: { readonly values: Float32Array; readonly x: Tensor1D };
}

/**
 * An optimisation in progress: every `next` runs one evaluation. Leaving the loop, by `break` or by an error, frees
 * everything that it holds on the device.
 */
export type Optimisation = AsyncGenerator<Step, void, undefined>;
