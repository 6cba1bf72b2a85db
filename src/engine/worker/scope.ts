/**
 * Runs each job in a TensorFlow.js scope that spans its awaits: tensors that the job does not dispose of are disposed of
 * at its end. Short jobs run entirely inside a `yieldTurn` of a long one, so that scopes nest like a stack.
 */
import * as tf from '@tensorflow/tfjs-core';

export interface ScopeCount {
	/** Tensors that outlive the job by mistake: `keep` without `resident`. */
	readonly leakedTensors: number;
	readonly leakedBytes: number;
}

/** Counts tensors and bytes that are not resident; resident ones may come and go while a job runs. */
const unowned = (resident: { tensors: number; bytes: number }) => {
	const { numTensors, numBytes } = tf.memory();
	return { tensors: numTensors - resident.tensors, bytes: numBytes - resident.bytes };
};

/**
 * Runs work in a scope and counts the tensors that it leaks.
 * @param resident read at the start and again at the end
 * @param onEnd called at the end, whether the work succeeded or not
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

/**
 * Starts watching the bytes held in tensors made from now on. Each buffer counts once, where `tf.memory().numBytes`
 * counts it again for every reshaped or cloned view.
 *
 * @returns a function that returns the peak since its last call
 */
export function watchPeak(): () => number {
	const engine = tf.engine();
	const views = new Map<object, number>();
	let bytes = 0;
	let peak = 0;
	const track = engine.trackTensor.bind(engine);
	const dispose = engine.disposeTensor.bind(engine);
	const sizeOf = (tensor: tf.Tensor) => tensor.size * tf.util.bytesPerElement(tensor.dtype as 'float32');
	engine.trackTensor = (tensor, backend) => {
		track(tensor, backend);
		const count = views.get(tensor.dataId) ?? 0;
		if (count === 0) bytes += sizeOf(tensor);
		views.set(tensor.dataId, count + 1);
		peak = Math.max(peak, bytes);
	};
	engine.disposeTensor = (tensor) => {
		dispose(tensor);
		const count = views.get(tensor.dataId);
		if (count === undefined) return;
		if (count > 1) views.set(tensor.dataId, count - 1);
		else {
			views.delete(tensor.dataId);
			bytes -= sizeOf(tensor);
		}
	};
	return () => {
		const largest = peak;
		peak = bytes;
		return largest;
	};
}
