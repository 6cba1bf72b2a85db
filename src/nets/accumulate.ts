/** Adds a part's values to a whole in place, where the backend can: a copy of the whole per part would cost more than it. */
import { add, pad, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { call, hasKernel } from '../kernels/calls';

/**
 * Adds a part, [1, h, w, channels], at a place of the whole, [1, height, width, channels], whose values are changed.
 *
 * @returns the whole: a new tensor, and the given one disposed of, where the backend cannot write in place
 */
export function accumulate(whole: Tensor4D, part: Tensor4D, y: number, x: number): Tensor4D {
	const [, height, width] = whole.shape;
	const [, h, w] = part.shape;
	if (hasKernel('AtelierAccumulate')) {
		call('AtelierAccumulate', { whole, part }, { y, x });
		return whole;
	}
	const sum = tidy(() =>
		add<Tensor4D>(
			whole,
			pad(part, [
				[0, 0],
				[y, height - h - y],
				[x, width - w - x],
				[0, 0],
			]),
		),
	);
	whole.dispose();
	return sum;
}
