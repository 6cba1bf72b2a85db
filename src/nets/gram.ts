/** Gram matrices: which features occur together, regardless of position (Gatys et al. 2015, arXiv:1508.06576). */
import { getBackend, matMul, mul, reshape, type Tensor2D, type Tensor4D, tidy, transpose } from '@tensorflow/tfjs-core';
import { gramByKernel, multiplyByKernel } from '../kernels/calls';
import { fitsProduct } from '../kernels/wasm';
import { fitsGpuProduct } from '../kernels/webgpu';

/** Reshapes [1, height, width, channels] to [height * width, channels]. */
export function asRows(features: Tensor4D): Tensor2D {
	const [, height, width, channels] = features.shape;
	return reshape(features, [height * width, channels]);
}

/**
 * Computes the unnormalised Gram matrix F^T F: [positions, channels] to [channels, channels].
 *
 * On WASM without our kernels, a product with a transposed operand takes a generic kernel; transposing first is six
 * times faster.
 */
export function rawGram(rows: Tensor2D): Tensor2D {
	if (hasProducts(rows)) return gramByKernel(rows);
	if (getBackend() !== 'wasm') return matMul(rows, rows, true, false);
	return tidy(() => matMul(transpose(rows) as Tensor2D, rows));
}

/** Whether the current backend's kernels support a matrix of this shape. */
const hasProducts = ({ shape }: Tensor2D) => fitsProduct(shape) || fitsGpuProduct(shape[1]);

/** Multiplies [positions, channels] by a square matrix [channels, channels]. */
export function multiplyRows(rows: Tensor2D, square: Tensor2D): Tensor2D {
	return hasProducts(rows) ? multiplyByKernel(rows, square) : matMul(rows, square);
}

/** Computes the Gram matrix per position: F^T F / (height * width), [channels, channels]. */
export function gramMatrix(features: Tensor4D): Tensor2D {
	const [, height, width] = features.shape;
	return tidy(() => mul(rawGram(asRows(features)), 1 / (height * width)));
}
