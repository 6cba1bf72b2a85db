/** The questions and answers of Paint's bench in a browser. */
import type { BackendName, BackendReport } from '../../src/engine/protocol';

export type Question =
	| { readonly type: 'start'; readonly backend: BackendName }
	| { readonly type: 'measure'; readonly size: number; readonly rounds: number; readonly stockRounds: number };

/** Times in milliseconds, medians over the rounds. */
export interface Measured {
	readonly forward: number;
	/** Loss and gradient with respect to the picture, and one small read-back. */
	readonly evaluation: number;
	/** Median of the rounds' ratios, which is steadier than the ratio of the medians when the machine is busy. */
	readonly ratio: number;
	/** The same loss and gradient by TensorFlow.js's `valueAndGrad`; absent if not measured. */
	readonly stock?: number;
	readonly stockRatio?: number;
	/** Peak bytes in tensors during evaluations of L-BFGS, and the estimate of them. */
	readonly peakBytes: number;
	readonly estimatedBytes: number;
}

export type Answer = BackendReport | Measured;
