/** Convolutions of any size and stride. */
import * as tf from '@tensorflow/tfjs-core';
import { activationOf } from '../convolution';
import { matrixOf, type Weights, weightOf } from '../weights';

/** A convolution of any size and stride, padded equally on all sides. */
export interface PlainConvolution {
	/** [side, side, inputs, outputs] */
	readonly filter: tf.Tensor4D;
	readonly bias: ReturnType<typeof tf.tensor1d>;
	readonly stride: number;
	readonly pad: number;
}

/**
 * Puts a convolution of any size and stride on the device.
 *
 * @throws RangeError when a weight is missing or has another shape
 */
export function readPlainConvolution(
	weights: Weights,
	name: string,
	inputs: number,
	outputs: number,
	{ side, stride = 1, pad = 0 }: { readonly side: number; readonly stride?: number; readonly pad?: number },
): PlainConvolution {
	const taps = side * side;
	const kernel = matrixOf(weights, `${name}.weight`, [outputs, inputs * taps]);
	const filter = new Float32Array(kernel.length);
	for (const [i, value] of kernel.entries()) {
		const output = Math.floor(i / (inputs * taps));
		const input = Math.floor(i / taps) % inputs;
		filter[((i % taps) * inputs + input) * outputs + output] = value;
	}
	const bias = tf.tensor1d(weightOf(weights, `${name}.bias`, [outputs]));
	return { filter: tf.tensor4d(filter, [side, side, inputs, outputs]), bias, stride, pad };
}

/** Applies a convolution. @param slope negative slope of the leaky ReLU after it; 1: none */
export function convolvePlain(x: tf.Tensor4D, layer: PlainConvolution, slope = 1): tf.Tensor4D {
	const { filter, bias, stride, pad } = layer;
	return tf.fused.conv2d({ x, filter, bias, strides: stride, pad, ...activationOf(slope) });
}
