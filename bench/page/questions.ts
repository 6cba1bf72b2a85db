/** What the bench asks of a browser, and what it is told. */
import type { BackendName, BackendReport } from '../../src/engine/protocol';

export type Question =
	| { readonly type: 'start'; readonly backend: BackendName }
	| { readonly type: 'measure'; readonly size: number; readonly rounds: number; readonly stockRounds: number };

/** Milliseconds; medians over the rounds. */
export interface Measured {
	readonly forward: number;
	/** Loss and gradient with respect to the picture, and one small read-back. */
	readonly evaluation: number;
	/** Median of each round's own ratio: steadier than the medians' when the machine is busy. */
	readonly ratio: number;
	/** The same loss and gradient by TensorFlow.js's own `valueAndGrad`; absent where it was not measured. */
	readonly stock?: number;
	readonly stockRatio?: number;
	/** Bytes in tensors at most during three evaluations of L-BFGS, and what the estimate says. */
	readonly peakBytes: number;
	readonly estimatedBytes: number;
}

export type Answer = BackendReport | Measured;
