/** The one kind of layer that costs time: a 3x3 'same' convolution, its bias and its ReLU. */
import { fused, mul, step, type Tensor1D, type Tensor4D, tensor1d, tensor4d, tidy } from '@tensorflow/tfjs-core';

export interface Convolution {
	/** [3, 3, inputs, outputs] */
	readonly filter: Tensor4D;
	/** [3, 3, outputs, inputs]: the filter turned by 180 degrees, its channels swapped. */
	readonly rotated: Tensor4D;
	/** [outputs] */
	readonly bias: Tensor1D;
	/** [inputs], zeros: the backward convolution takes the fused kernel too, which wants a bias. */
	readonly noBias: Tensor1D;
}

/**
 * Puts a layer's weights on the device, once: the WASM backend caches its packed operators by the
 * filter's identity, so a filter that is made anew is packed anew.
 *
 * @param weights PyTorch's layout [outputs, inputs, 3, 3], flat
 * @param reverseInputs the layer's inputs are to be taken in the opposite order (BGR for RGB)
 */
export function makeConvolution(
	weights: Float32Array,
	bias: Float32Array,
	inputs: number,
	outputs: number,
	reverseInputs = false,
): Convolution {
	if (weights.length !== outputs * inputs * 9 || bias.length !== outputs) {
		throw new RangeError(
			`A convolution of ${inputs} to ${outputs} channels needs ${outputs * inputs * 9} weights and ${outputs} biases.`,
		);
	}
	const filter = new Float32Array(weights.length);
	const rotated = new Float32Array(weights.length);
	for (let o = 0; o < outputs; o++) {
		for (let i = 0; i < inputs; i++) {
			const from = (o * inputs + (reverseInputs ? inputs - 1 - i : i)) * 9;
			for (let tap = 0; tap < 9; tap++) {
				const weight = weights[from + tap] as number;
				filter[(tap * inputs + i) * outputs + o] = weight;
				rotated[((8 - tap) * outputs + o) * inputs + i] = weight;
			}
		}
	}
	return {
		filter: tensor4d(filter, [3, 3, inputs, outputs]),
		rotated: tensor4d(rotated, [3, 3, outputs, inputs]),
		bias: tensor1d(bias),
		noBias: tensor1d(new Float32Array(inputs)),
	};
}

export function disposeConvolution(layer: Convolution): void {
	for (const tensor of Object.values(layer)) tensor.dispose();
}

/** relu(x * filter + bias): [1, height, width, inputs] to [1, height, width, outputs]. */
export function convolveRelu(x: Tensor4D, layer: Convolution): Tensor4D {
	return fused.conv2d({ x, filter: layer.filter, strides: 1, pad: 'same', bias: layer.bias, activation: 'relu' });
}

/** Where ReLU gave 0 it lets no gradient through: gradient * (activation > 0). */
export function reluGradient(activation: Tensor4D, gradient: Tensor4D): Tensor4D {
	return tidy(() => mul(gradient, step(activation)));
}

/**
 * Gradient of a convolution with respect to its input. For a 'same' convolution of odd size and
 * stride 1 that is the 'same' convolution with the rotated kernel, which every backend computes with
 * its fast forward kernel: [1, height, width, outputs] to [1, height, width, inputs].
 */
export function convolveGradient(gradient: Tensor4D, layer: Convolution): Tensor4D {
	return fused.conv2d({
		x: gradient,
		filter: layer.rotated,
		strides: 1,
		pad: 'same',
		bias: layer.noBias,
		activation: 'linear',
	});
}
