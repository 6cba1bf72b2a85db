/** For tests and the bench: the largest number of bytes that tensors held at once. */
import { engine, type Tensor, util } from '@tensorflow/tfjs-core';

/**
 * Starts watching. Each buffer counts once, where `tf.memory().numBytes` counts it again for every reshaped or cloned
 * view.
 *
 * @returns a function that returns the peak since its last call, relative to what was held when watching began
 */
export function watchPeak(): () => number {
	const scope = engine();
	const views = new Map<object, number>();
	let bytes = 0;
	let peak = 0;
	const track = scope.trackTensor.bind(scope);
	const dispose = scope.disposeTensor.bind(scope);
	const sizeOf = (tensor: Tensor) => tensor.size * util.bytesPerElement(tensor.dtype as 'float32');
	scope.trackTensor = (tensor, backend) => {
		track(tensor, backend);
		const count = views.get(tensor.dataId) ?? 0;
		if (count === 0) bytes += sizeOf(tensor);
		views.set(tensor.dataId, count + 1);
		peak = Math.max(peak, bytes);
	};
	scope.disposeTensor = (tensor) => {
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
