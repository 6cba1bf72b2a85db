/** The one kind of layer that costs time: a 3x3 'same' convolution, its bias and its (leaky) ReLU. */
import {
	fused,
	image,
	mul,
	slice,
	step,
	type Tensor1D,
	type Tensor4D,
	tensor1d,
	tensor4d,
	tidy,
} from '@tensorflow/tfjs-core';
import { convolveByKernel, fitsKernel, hasKernels } from './kernels';
import { PANEL, transformFilter } from './kernels/winogradFilter';
import { poolGradient } from './pooling';

/** A filter as its backend wants it: [3, 3, inputs, outputs], or transformed for Winograd's kernel. */
type Filter =
	| { readonly kind: 'plain'; readonly tensor: Tensor4D }
	| { readonly kind: 'winograd'; readonly tensor: Tensor1D; readonly outputs: number };

/** What looking takes. */
export interface ForwardConvolution {
	readonly forward: Filter;
	/** [outputs]; for Winograd's kernel [PANEL] at least */
	readonly bias: Tensor1D;
}

/** The same with the way back. */
export interface Convolution extends ForwardConvolution {
	/** The filter turned by 180 degrees, its channels swapped: from outputs to inputs. */
	readonly backward: Filter;
	/** Zeros for the way back: the fused kernels want a bias. */
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
	const filter = layOut(weights, bias, inputs, outputs, reverseInputs);
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
		noBias: tensor1d(new Float32Array(Math.max(inputs, PANEL))),
	};
}

/** As {@link makeConvolution}, in half the memory: it cannot go back. */
export function makeForwardConvolution(
	weights: Float32Array,
	bias: Float32Array,
	inputs: number,
	outputs: number,
	reverseInputs = false,
): ForwardConvolution {
	const filter = layOut(weights, bias, inputs, outputs, reverseInputs);
	return withBias(makeFilter(filter, inputs, outputs), bias);
}

/** The kernel reads a panel's biases at once. */
function withBias(forward: Filter, bias: Float32Array): ForwardConvolution {
	const room = new Float32Array(forward.kind === 'winograd' ? Math.max(bias.length, PANEL) : bias.length);
	room.set(bias);
	return { forward, bias: tensor1d(room) };
}

/** PyTorch's layout as TensorFlow's: [3, 3, inputs, outputs], flat. */
function layOut(
	weights: Float32Array,
	bias: Float32Array,
	inputs: number,
	outputs: number,
	reverseInputs: boolean,
): Float32Array {
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
		return { kind: 'winograd', tensor: tensor1d(transformFilter(values, inputs, outputs)), outputs };
	}
	return { kind: 'plain', tensor: tensor4d(values, [3, 3, inputs, outputs]) };
}

export function disposeConvolution({ forward, backward, bias, noBias }: Convolution): void {
	for (const tensor of [forward.tensor, backward.tensor, bias, noBias]) tensor.dispose();
}

/** What becomes of x * filter + bias below 0: it is multiplied by `slope`. 0 is ReLU, 1 leaves everything as it is. */
export interface ConvolveOptions {
	readonly slope?: number;
	/** x is enlarged to twice its size first, each number to 2x2. */
	readonly enlarged?: boolean;
}

/** [pictures, height, width, inputs] to [pictures, height, width, outputs], or twice the size if `enlarged`. */
export function convolve(
	x: Tensor4D,
	{ forward, bias }: ForwardConvolution,
	{ slope = 0, enlarged = false }: ConvolveOptions = {},
): Tensor4D {
	if (forward.kind === 'winograd') {
		return convolveByKernel(x, forward.tensor, bias, forward.outputs, { slope, enlarged });
	}
	const { tensor: filter } = forward;
	const options = { strides: 1, pad: 'same', bias, ...activationOf(slope) } as const;
	return tidy(() => fused.conv2d({ x: enlarged ? enlarge(x) : x, filter, ...options }));
}

/** As TensorFlow.js's fused kernels name it. */
export function activationOf(slope: number) {
	if (slope === 0) return { activation: 'relu' } as const;
	return slope === 1
		? ({ activation: 'linear' } as const)
		: ({ activation: 'leakyrelu', leakyreluAlpha: slope } as const);
}

/** [pictures, height, width, channels] to twice the size, each number to 2x2. */
export function enlarge(x: Tensor4D): Tensor4D {
	const [, height, width] = x.shape;
	return image.resizeNearestNeighbor(x, [2 * height, 2 * width]);
}

/**
 * Gradient of {@link convolve} with ReLU with respect to its input, [1, height, width, inputs].
 *
 * Where ReLU gave 0 it lets no gradient through. The gradient of a 'same' convolution of odd size and
 * stride 1 is the 'same' convolution with the rotated kernel, which every backend computes with its
 * fast forward kernel.
 *
 * @param activation what the forward pass gave
 * @param gradient with respect to the activation; or, if `isPooled`, to its average pooling
 */
export function convolveReluGradient(
	activation: Tensor4D,
	gradient: Tensor4D,
	{ backward, noBias }: Convolution,
	isPooled: boolean,
): Tensor4D {
	if (backward.kind === 'winograd') {
		const { outputs, tensor } = backward;
		const [, height, width] = activation.shape;
		const pooled = isPooled ? { pooled: [height, width] as const } : {};
		return convolveByKernel(gradient, tensor, noBias, outputs, { gate: activation, ...pooled });
	}
	const whole = isPooled ? poolGradient(activation, undefined, gradient, 'average') : gradient;
	const masked = tidy(() => mul<Tensor4D>(whole, step(activation)));
	if (isPooled) whole.dispose();
	const x = tidy(() => {
		const bias = slice(noBias, 0, backward.tensor.shape[3]);
		return fused.conv2d({ x: masked, filter: backward.tensor, strides: 1, pad: 'same', bias, activation: 'linear' });
	});
	masked.dispose();
	return x;
}
