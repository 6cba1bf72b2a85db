/** The kernels that both backends have, as functions of tensors. */
import {
	engine,
	getBackend,
	getKernel,
	type NamedTensorMap,
	type Tensor1D,
	type Tensor2D,
	type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { ConvolutionAttributes } from './attributes';
import { hasKernels } from './wasm';

export interface KernelOptions {
	/** Negative slope of the leaky ReLU after the bias, 0 to 1: 0 is ReLU, 1 (default) is none. */
	readonly slope?: number;
	/** Enlarges x to twice its size first (nearest neighbour). */
	readonly enlarged?: boolean;
	/** [pictures, height, width, inputs]: x is taken as 0 where this is not above 0 (the gradient of ReLU). */
	readonly gate?: Tensor4D;
	/** Size before average pooling, if x is the gradient with respect to a pooled layer. */
	readonly pooled?: readonly [height: number, width: number];
}

/** Whether the current backend has a kernel of this name. */
export function hasKernel(name: string): boolean {
	// On WASM they belong to the backend that they were started on.
	if (getBackend() === 'wasm' && !hasKernels()) return false;
	return getKernel(name, getBackend()) !== undefined;
}

/** Calls a kernel of ours by its name. */
export function call<T>(name: string, inputs: Readonly<Record<string, unknown>>, attributes: object = {}): T {
	const given = Object.entries(inputs).filter(([, input]) => input !== undefined);
	return engine().runKernel(name, Object.fromEntries(given) as NamedTensorMap, { ...attributes }) as T;
}

/**
 * Computes a 3x3 'same' convolution with bias.
 *
 * @param x [pictures, height, width, inputs], or half that size if `pooled` or `enlarged`
 * @param filter made by transformFilter for WASM, packFilter for WebGPU
 * @param bias [outputs]; on WASM [PANEL] for 3 outputs
 */
export function convolveByKernel(
	x: Tensor4D,
	filter: Tensor1D,
	bias: Tensor1D,
	outputs: number,
	{ slope = 1, enlarged = false, gate, pooled }: KernelOptions,
): Tensor4D {
	const [, height, width] = x.shape;
	const attributes: ConvolutionAttributes = {
		outputs,
		slope,
		halved: enlarged || pooled !== undefined,
		size: pooled ?? (enlarged ? [2 * height, 2 * width] : [height, width]),
		scale: pooled ? 0.25 : 1,
	};
	return call('AtelierConvolution', { x, filter, bias, gate }, attributes);
}

/** Computes F^T F of [rows, channels]; channels must be a multiple of 8. */
export function gramByKernel(rows: Tensor2D): Tensor2D {
	return call('AtelierGram', { rows });
}

/** Multiplies [rows, channels] by [channels, channels]; at least 6 rows, channels a multiple of 8. */
export function multiplyByKernel(left: Tensor2D, right: Tensor2D): Tensor2D {
	return call('AtelierProduct', { left, right });
}
