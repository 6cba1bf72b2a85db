/** Total variation loss: mean squared difference between neighbouring pixels, in both directions. */
import * as tf from '@tensorflow/tfjs-core';

/**
 * Computes the loss (a scalar on the device) and its gradient with respect to the picture, [1, height, width, channels].
 *
 * Works on rows of width * channels values: slicing and concatenating in two dimensions copies whole rows on every
 * backend, in four dimensions it goes pixel by pixel.
 *
 * @throws RangeError when the picture is less than 2 pixels wide or high
 */
export function totalVariation(picture: tf.Tensor4D): { loss: tf.Scalar; gradient: tf.Tensor4D } {
	return totalVariationOfBand(picture, 0, picture.shape[1]);
}

/**
 * The same for some of the picture's rows: their part of the loss, in which a difference belongs to its upper row, and
 * their gradient, [1, rows, width, channels].
 */
export function totalVariationOfBand(
	picture: tf.Tensor4D,
	top: number,
	rows: number,
): { loss: tf.Scalar; gradient: tf.Tensor4D } {
	const [, height, width, channels] = picture.shape;
	if (height < 2 || width < 2) throw new RangeError('Total variation needs a picture of at least 2 by 2 pixels.');
	return tf.tidy(() => {
		const row = width * channels;
		// With the rows before and after, if there are any.
		const [before, after] = [top > 0 ? 1 : 0, top + rows < height ? 1 : 0];
		const seen = rows + before + after;
		const x = tf.slice(tf.reshape(picture, [height, row]) as tf.Tensor2D, [top - before, 0], [seen, row]);
		const own = tf.slice(x, [before, 0], [rows, row]);
		const across = tf.sub<tf.Tensor2D>(tf.slice(own, [0, channels]), tf.slice(own, [0, 0], [rows, row - channels]));
		const down = tf.sub<tf.Tensor2D>(tf.slice(x, [1, 0]), tf.slice(x, [0, 0], [seen - 1, row]));
		const [acrossCount, downCount] = [height * (row - channels), (height - 1) * row];
		const ownDown = before ? tf.slice(down, [1, 0]) : down;
		const loss = tf.add<tf.Scalar>(
			tf.mul(tf.sum(tf.square(across)), 1 / acrossCount),
			tf.mul(tf.sum(tf.square(ownDown)), 1 / downCount),
		);
		// Each difference lowers its right (lower) pixel and raises its left (upper) one.
		const inRows = pull(tf.mul(across, 2 / acrossCount), tf.zeros([rows, channels]), 1);
		const inColumns = tf.slice(pull(tf.mul(down, 2 / downCount), tf.zeros([1, row]), 0), [before, 0], [rows, row]);
		return { loss, gradient: tf.reshape(tf.add(inRows, inColumns), [1, rows, width, channels]) as tf.Tensor4D };
	});
}

function pull(differences: tf.Tensor2D, none: tf.Tensor2D, axis: 0 | 1): tf.Tensor2D {
	return tf.sub(tf.concat([none, differences], axis), tf.concat([differences, none], axis));
}
