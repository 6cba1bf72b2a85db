/**
 * Each job runs in a scope of TensorFlow.js, which spans its awaits: what it makes and does not dispose is
 * disposed at its end. Short jobs run wholly inside a `yieldTurn` of a long one, so scopes nest like a stack.
 */
import * as tf from '@tensorflow/tfjs-core';

export interface ScopeCount {
	/** Tensors that outlive the job although nobody asked for it: `keep` without a `resident`. */
	readonly leakedTensors: number;
	readonly leakedBytes: number;
}

/** Tensors and bytes that are not resident; the resident ones may come and go while a job runs. */
const unowned = (resident: { tensors: number; bytes: number }) => {
	const { numTensors, numBytes } = tf.memory();
	return { tensors: numTensors - resident.tensors, bytes: numBytes - resident.bytes };
};

/**
 * Runs work in a scope and counts what it leaves behind.
 * @param resident read again at the end
 * @param onEnd told whether the work succeeded or not
 */
export async function inScope<T>(
	resident: { readonly tensors: number; readonly bytes: number },
	work: () => Promise<T>,
	onEnd: (count: ScopeCount) => void,
): Promise<T> {
	const engine = tf.engine();
	const before = unowned(resident);
	engine.startScope('job');
	const scope = engine.state.activeScope;
	try {
		return await work();
	} finally {
		// An exception inside a scope that the job opened by hand leaves that one open too.
		while (engine.state.activeScope !== scope) engine.endScope();
		engine.endScope();
		const after = unowned(resident);
		onEnd({ leakedTensors: after.tensors - before.tensors, leakedBytes: after.bytes - before.bytes });
	}
}

/** Watches the largest number of bytes held in tensors at once. */
export function watchPeak(): () => number {
	const engine = tf.engine();
	const track = engine.trackTensor.bind(engine);
	let peak = 0;
	engine.trackTensor = (tensor, backend) => {
		track(tensor, backend);
		peak = Math.max(peak, engine.state.numBytes);
	};
	return () => {
		const largest = Math.max(peak, engine.state.numBytes);
		peak = engine.state.numBytes;
		return largest;
	};
}
