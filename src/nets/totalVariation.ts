/** Total variation loss: mean squared difference between neighbouring pixels, in both directions. */
import {
	add,
	concat,
	mul,
	reshape,
	type Scalar,
	slice,
	square,
	sub,
	sum,
	type Tensor2D,
	type Tensor4D,
	tidy,
	zeros,
} from '@tensorflow/tfjs-core';

/**
 * Computes the loss (a scalar on the device) and its gradient with respect to the picture, [1, height, width, channels].
 *
 * Works on rows of width * channels values: slicing and concatenating in two dimensions copies whole rows on every
 * backend, in four dimensions it goes pixel by pixel.
 *
 * @throws RangeError when the picture is less than 2 pixels wide or high
 */
export function totalVariation(picture: Tensor4D): { loss: Scalar; gradient: Tensor4D } {
	const [, height, width, channels] = picture.shape;
	if (height < 2 || width < 2) throw new RangeError('Total variation needs a picture of at least 2 by 2 pixels.');
	return tidy(() => {
		const row = width * channels;
		const x = reshape(picture, [height, row]) as Tensor2D;
		const across = sub<Tensor2D>(slice(x, [0, channels]), slice(x, [0, 0], [height, row - channels]));
		const down = sub<Tensor2D>(slice(x, [1, 0]), slice(x, [0, 0], [height - 1, row]));
		const loss = add<Scalar>(mul(sum(square(across)), 1 / across.size), mul(sum(square(down)), 1 / down.size));
		// Each difference lowers its right (lower) pixel and raises its left (upper) one.
		const inRows = pull(mul(across, 2 / across.size), zeros([height, channels]), 1);
		const inColumns = pull(mul(down, 2 / down.size), zeros([1, row]), 0);
		return { loss, gradient: reshape(add(inRows, inColumns), picture.shape) };
	});
}

function pull(differences: Tensor2D, none: Tensor2D, axis: 0 | 1): Tensor2D {
	return sub(concat([none, differences], axis), concat([differences, none], axis));
}
