/** 3x3 'same' convolution with bias and (leaky) ReLU, and its gradient: nearly all computing time is spent here. */
import * as tf from '@tensorflow/tfjs-core';
import { convolveByKernel } from '../kernels/calls';
import { fitsKernel, hasKernels } from '../kernels/wasm';
import { PANEL, transformFilter } from '../kernels/wasm/winogradFilter';
import { hasGpuKernels } from '../kernels/webgpu';
import { packFilter } from '../kernels/webgpu/convolution';
import { poolGradient } from './pooling';

/** A filter in its backend's layout: [3, 3, inputs, outputs]; transformed for WASM's kernel, or packed for WebGPU's. */
type Filter =
	| { readonly kind: 'plain'; readonly tensor: tf.Tensor4D }
	| { readonly kind: 'winograd' | 'packed'; readonly tensor: tf.Tensor1D; readonly outputs: number };

/** A convolution without a gradient: half the memory. */
export interface ForwardConvolution {
	readonly forward: Filter;
	/** [outputs]; for WASM's kernel at least [PANEL] */
	readonly bias: tf.Tensor1D;
}

/** A convolution with a gradient. */
export interface Convolution extends ForwardConvolution {
	/** The filter rotated by 180 degrees, with inputs and outputs swapped. */
	readonly backward: Filter;
	/** Zeros, because the fused kernels require a bias. */
	readonly noBias: tf.Tensor1D;
}

/**
 * A layer as its file stores it: weights in PyTorch's layout [outputs, inputs, 3, 3], flat. `reverseInputs` reads the
 * input channels in reverse order (BGR for RGB).
 */
export type StoredConvolution = readonly [
	weights: Float32Array,
	bias: Float32Array,
	inputs: number,
	outputs: number,
	reverseInputs?: boolean,
];

/**
 * Puts a layer with its gradient on the device. Do it once per layer: the WASM backend caches its packed operators by
 * the filter tensor's identity.
 *
 * @throws RangeError when there are too few or too many weights
 */
export function makeConvolution(...layer: StoredConvolution): Convolution {
	const [weights, bias, inputs, outputs] = layer;
	const filter = toTensorFlowLayout(...layer);
	const rotated = new Float32Array(weights.length);
	for (let tap = 0; tap < 9; tap++) {
		for (let i = 0; i < inputs; i++) {
			for (let o = 0; o < outputs; o++) {
				rotated[((8 - tap) * outputs + o) * inputs + i] = filter[(tap * inputs + i) * outputs + o] as number;
			}
		}
	}
	return {
		...withBias(makeFilter(filter, inputs, outputs), bias),
		backward: makeFilter(rotated, outputs, inputs),
		noBias: tf.tensor1d(new Float32Array(Math.max(inputs, PANEL))),
	};
}

/** Puts a layer without its gradient on the device, in half the memory of {@link makeConvolution}. */
export function makeForwardConvolution(...layer: StoredConvolution): ForwardConvolution {
	const [, bias, inputs, outputs] = layer;
	return withBias(makeFilter(toTensorFlowLayout(...layer), inputs, outputs), bias);
}

/** Pads the bias to a whole panel, because the kernel reads that many at once. */
function withBias(forward: Filter, bias: Float32Array): ForwardConvolution {
	const padded = new Float32Array(forward.kind === 'winograd' ? Math.max(bias.length, PANEL) : bias.length);
	padded.set(bias);
	return { forward, bias: tf.tensor1d(padded) };
}

/** PyTorch's layout to TensorFlow's: [3, 3, inputs, outputs], flat. */
export function toTensorFlowLayout(...layer: StoredConvolution): Float32Array {
	const [weights, bias, inputs, outputs, reverseInputs = false] = layer;
	if (weights.length !== outputs * inputs * 9 || bias.length !== outputs) {
		throw new RangeError(
			`A convolution of ${inputs} to ${outputs} channels needs ${outputs * inputs * 9} weights and ${outputs} biases.`,
		);
	}
	const filter = new Float32Array(weights.length);
	for (let o = 0; o < outputs; o++) {
		for (let i = 0; i < inputs; i++) {
			const from = (o * inputs + (reverseInputs ? inputs - 1 - i : i)) * 9;
			for (let tap = 0; tap < 9; tap++) filter[(tap * inputs + i) * outputs + o] = weights[from + tap] as number;
		}
	}
	return filter;
}

function makeFilter(values: Float32Array, inputs: number, outputs: number): Filter {
	if (hasKernels() && fitsKernel({ inputs, outputs })) {
		return { kind: 'winograd', tensor: tf.tensor1d(transformFilter(values, inputs, outputs)), outputs };
	}
	if (hasGpuKernels()) return { kind: 'packed', tensor: tf.tensor1d(packFilter(values, inputs, outputs)), outputs };
	return { kind: 'plain', tensor: tf.tensor4d(values, [3, 3, inputs, outputs]) };
}

export function disposeConvolution({ forward, backward, bias, noBias }: Convolution): void {
	for (const tensor of [forward.tensor, backward.tensor, bias, noBias]) tensor.dispose();
}

export interface ConvolveOptions {
	/** Negative slope of the leaky ReLU after the convolution: 0 (default) is ReLU, 1 is none. */
	readonly slope?: number;
	/** Enlarges x to twice its size first (nearest neighbour). */
	readonly enlarged?: boolean;
}

/** Convolves [pictures, height, width, inputs] to [pictures, height, width, outputs], or twice that size if `enlarged`. */
export function convolve(
	x: tf.Tensor4D,
	{ forward, bias }: ForwardConvolution,
	{ slope = 0, enlarged = false }: ConvolveOptions = {},
): tf.Tensor4D {
	if (forward.kind !== 'plain') {
		return convolveByKernel(x, forward.tensor, bias, forward.outputs, { slope, enlarged });
	}
	const { tensor: filter } = forward;
	const options = { strides: 1, pad: 'same', bias, ...activationOf(slope) } as const;
	return tf.tidy(() => tf.fused.conv2d({ x: enlarged ? enlarge(x) : x, filter, ...options }));
}

/** Names a leaky ReLU for TensorFlow.js's fused kernels. @param slope negative slope: 0 is ReLU, 1 is none */
export function activationOf(slope: number) {
	if (slope === 0) return { activation: 'relu' } as const;
	return slope === 1
		? ({ activation: 'linear' } as const)
		: ({ activation: 'leakyrelu', leakyreluAlpha: slope } as const);
}

/** Enlarges [pictures, height, width, channels] to twice its size (nearest neighbour). */
export function enlarge(x: tf.Tensor4D): tf.Tensor4D {
	const [, height, width] = x.shape;
	return tf.image.resizeNearestNeighbor(x, [2 * height, 2 * width]);
}

/**
 * Gradient of {@link convolve} with ReLU with respect to its input, [1, height, width, inputs].
 *
 * ReLU passes no gradient where its output was 0. The gradient of a 'same' convolution of odd size and stride 1 is the
 * 'same' convolution with the rotated filter, which every backend computes with its fast forward kernel.
 *
 * @param activation output of the forward pass
 * @param gradient with respect to the activation; or, if `isPooled`, to the average pooling of it
 */
export function convolveReluGradient(
	activation: tf.Tensor4D,
	gradient: tf.Tensor4D,
	{ backward, noBias }: Convolution,
	isPooled: boolean,
): tf.Tensor4D {
	if (backward.kind !== 'plain') {
		const { outputs, tensor } = backward;
		const [, height, width] = activation.shape;
		const pooled = isPooled ? { pooled: [height, width] as const } : {};
		return convolveByKernel(gradient, tensor, noBias, outputs, { gate: activation, ...pooled });
	}
	const whole = isPooled ? poolGradient(activation, undefined, gradient, 'average') : gradient;
	const masked = tf.tidy(() => tf.mul<tf.Tensor4D>(whole, tf.step(activation)));
	if (isPooled) whole.dispose();
	const x = tf.tidy(() => {
		const bias = tf.slice(noBias, 0, backward.tensor.shape[3]);
		return tf.fused.conv2d({ x: masked, filter: backward.tensor, strides: 1, pad: 'same', bias, activation: 'linear' });
	});
	masked.dispose();
	return x;
}
