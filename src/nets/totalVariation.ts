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
	return totalVariationOfBand(picture, 0, picture.shape[1]);
}

/**
 * The same for some of the picture's rows: their part of the loss, in which a difference belongs to its upper row, and
 * their gradient, [1, rows, width, channels].
 */
export function totalVariationOfBand(
	picture: Tensor4D,
	top: number,
	rows: number,
): { loss: Scalar; gradient: Tensor4D } {
	const [, height, width, channels] = picture.shape;
	if (height < 2 || width < 2) throw new RangeError('Total variation needs a picture of at least 2 by 2 pixels.');
	return tidy(() => {
		const row = width * channels;
		// With the rows before and after, if there are any.
		const [before, after] = [top > 0 ? 1 : 0, top + rows < height ? 1 : 0];
		const seen = rows + before + after;
		const x = slice(reshape(picture, [height, row]) as Tensor2D, [top - before, 0], [seen, row]);
		const own = slice(x, [before, 0], [rows, row]);
		const across = sub<Tensor2D>(slice(own, [0, channels]), slice(own, [0, 0], [rows, row - channels]));
		const down = sub<Tensor2D>(slice(x, [1, 0]), slice(x, [0, 0], [seen - 1, row]));
		const [acrossCount, downCount] = [height * (row - channels), (height - 1) * row];
		const ownDown = before ? slice(down, [1, 0]) : down;
		const loss = add<Scalar>(mul(sum(square(across)), 1 / acrossCount), mul(sum(square(ownDown)), 1 / downCount));
		// Each difference lowers its right (lower) pixel and raises its left (upper) one.
		const inRows = pull(mul(across, 2 / acrossCount), zeros([rows, channels]), 1);
		const inColumns = slice(pull(mul(down, 2 / downCount), zeros([1, row]), 0), [before, 0], [rows, row]);
		return { loss, gradient: reshape(add(inRows, inColumns), [1, rows, width, channels]) as Tensor4D };
	});
}

function pull(differences: Tensor2D, none: Tensor2D, axis: 0 | 1): Tensor2D {
	return sub(concat([none, differences], axis), concat([differences, none], axis));
}
