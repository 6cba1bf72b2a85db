/** Layers that both generators use. */
import * as tf from '@tensorflow/tfjs-core';
import { type ForwardConvolution, makeForwardConvolution } from '../convolution';
import { applyLinear, type Linear, matrixOf, type Weights, weightOf } from '../weights';

/**
 * Puts a 3x3 convolution of stride 1 on the device.
 *
 * @throws RangeError when a weight is missing or has another shape
 */
export function readConvolution(weights: Weights, name: string, inputs: number, outputs: number): ForwardConvolution {
	const kernel = matrixOf(weights, `${name}.weight`, [outputs, inputs * 9]);
	return makeForwardConvolution(kernel, weightOf(weights, `${name}.bias`, [outputs]), inputs, outputs);
}

/**
 * Modulates features by a latent vector: relu(x * gain + shift), with gain and shift linear in it.
 *
 * @param x [pictures, height, width, channels]
 * @param latent [pictures, condition + noise]
 */
export function modulate(x: tf.Tensor4D, latent: tf.Tensor2D, layer: Linear): tf.Tensor4D {
	return tf.tidy(() => {
		const [pictures, , , channels] = x.shape;
		const both = tf.reshape(applyLinear(latent, layer), [pictures, 1, 1, 2 * channels]);
		const [gain, shift] = tf.split(both, 2, 3) as [tf.Tensor4D, tf.Tensor4D];
		return tf.relu(tf.add(tf.mul(x, gain), shift));
	});
}

/** Splits conditions [pictures, conditionSize] into those that vary, of this length, and the table of what was heard. */
export function splitCondition(condition: tf.Tensor2D, own: number): [own: tf.Tensor2D, table: tf.Tensor2D] {
	return tf.split(condition, [own, condition.shape[1] - own], 1) as [tf.Tensor2D, tf.Tensor2D];
}

/** The tensors of a forward pass that may be abandoned between any two of its blocks. */
export class Pass {
	private readonly held = new Set<tf.Tensor4D>();

	/** Computes one block in a tidy of its own. @param used tensors that no later block needs; disposed of */
	block(compute: () => tf.Tensor4D, ...used: readonly tf.Tensor4D[]): tf.Tensor4D {
		const result = tf.tidy(compute);
		this.held.add(result);
		for (const tensor of used) {
			this.held.delete(tensor);
			tensor.dispose();
		}
		return result;
	}

	/** Hands a block's result over to the caller, who disposes of it. */
	release(result: tf.Tensor4D): tf.Tensor4D {
		this.held.delete(result);
		return result;
	}

	/** Disposes of everything still held. */
	end(): void {
		for (const tensor of this.held) tensor.dispose();
		this.held.clear();
	}
}
