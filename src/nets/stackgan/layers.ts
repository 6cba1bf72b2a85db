/** What both generators are built of. */
import {
	add,
	fused,
	mul,
	relu,
	reshape,
	split,
	type Tensor2D,
	type Tensor4D,
	tensor1d,
	tensor4d,
	tidy,
} from '@tensorflow/tfjs-core';
import { activationOf, type ForwardConvolution, makeForwardConvolution } from '../convolution';
import { applyLinear, type Linear, makeLinear, matrixOf, type Weights, weightOf } from '../weights';

/** @throws RangeError when a weight is missing or has another shape (so do those below) */
export function readLinear(weights: Weights, name: string, inputs: number, outputs: number): Linear {
	return makeLinear(
		matrixOf(weights, `${name}.weight`, [outputs, inputs]),
		weightOf(weights, `${name}.bias`, [outputs]),
	);
}

/** 3x3, stride 1. */
export function readConvolution(weights: Weights, name: string, inputs: number, outputs: number): ForwardConvolution {
	const kernel = matrixOf(weights, `${name}.weight`, [outputs, inputs * 9]);
	return makeForwardConvolution(kernel, weightOf(weights, `${name}.bias`, [outputs]), inputs, outputs);
}

/** Of any side and stride; padded by as much on all sides. */
export interface PlainConvolution {
	/** [side, side, inputs, outputs] */
	readonly filter: Tensor4D;
	readonly bias: ReturnType<typeof tensor1d>;
	readonly stride: number;
	readonly pad: number;
}

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
	for (const [at, value] of kernel.entries()) {
		const output = Math.floor(at / (inputs * taps));
		const input = Math.floor(at / taps) % inputs;
		filter[((at % taps) * inputs + input) * outputs + output] = value;
	}
	const bias = tensor1d(weightOf(weights, `${name}.bias`, [outputs]));
	return { filter: tensor4d(filter, [side, side, inputs, outputs]), bias, stride, pad };
}

/** @param slope of the leaky ReLU behind it; 1: none */
export function convolvePlain(x: Tensor4D, layer: PlainConvolution, slope = 1): Tensor4D {
	const { filter, bias, stride, pad } = layer;
	return fused.conv2d({ x, filter, bias, strides: stride, pad, ...activationOf(slope) });
}

/** relu(x * gain + shift), both linear in what a picture is drawn from. x [pictures, height, width, channels] */
export function modulate(x: Tensor4D, latent: Tensor2D, layer: Linear): Tensor4D {
	return tidy(() => {
		const [pictures, , , channels] = x.shape;
		const both = reshape(applyLinear(latent, layer), [pictures, 1, 1, 2 * channels]);
		const [gain, shift] = split(both, 2, 3) as [Tensor4D, Tensor4D];
		return relu(add(mul(x, gain), shift));
	});
}

/** A forward pass that can be left between any two of its blocks. */
export class Pass {
	private readonly held = new Set<Tensor4D>();

	/** One block, in a tidy of its own. @param used what no later block needs */
	block(compute: () => Tensor4D, ...used: readonly Tensor4D[]): Tensor4D {
		const result = tidy(compute);
		this.held.add(result);
		for (const tensor of used) {
			this.held.delete(tensor);
			tensor.dispose();
		}
		return result;
	}

	/** Leaves a block's result to the caller, who disposes of it. */
	release(result: Tensor4D): Tensor4D {
		this.held.delete(result);
		return result;
	}

	/** Disposes of all that is left. */
	end(): void {
		for (const tensor of this.held) tensor.dispose();
		this.held.clear();
	}
}
