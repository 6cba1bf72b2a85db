/**
 * Paint's losses and their gradients by WebGPU's own kernels, with as few dispatches as the backend allows. All sums
 * lie in one table until `values` mixes them.
 */
import { type Tensor1D, type Tensor2D, type Tensor4D, tensor2d } from '@tensorflow/tfjs-core';
import { call } from '../kernels/calls';
import { fitsGpuProduct } from '../kernels/webgpu';
import { PARTS } from '../kernels/webgpu/sums';
import type { ContentTarget } from './contentLoss';
import { asRows } from './gram';
import type { StyleMask, StyleTarget } from './styleLoss';

/** Whether the current backend computes the losses of layers with these numbers of channels. */
export function canFuse(channels: Iterable<number>): boolean {
	return [...channels].every(fitsGpuProduct);
}

/** The table of sums, [rows, PARTS], for as long as an objective is used. */
export function makeSums(rows: number): Tensor2D {
	return tensor2d(new Float32Array(rows * PARTS), [rows, PARTS]);
}

/** G - T as in styleDifference; the sum of its squares goes to a row of the table. */
export function fusedStyleDifference(
	features: Tensor4D,
	target: StyleTarget,
	mask: StyleMask | undefined,
	sums: Tensor2D,
	row: number,
): Tensor2D {
	const rows = asRows(features);
	const scale = 1 / (mask?.positions ?? rows.shape[0]);
	const inputs = { rows, mask: mask?.weights, target: target.gram, sums };
	return call('AtelierStyleDifference', inputs, { scale, row });
}

/** Writes the content's sum of squares to a row of the table. */
export function fusedContentSquares(features: Tensor4D, target: ContentTarget, sums: Tensor2D, row: number): void {
	call('AtelierSquaredDifference', { a: features, b: target.features, sums }, { row });
}

/** What pulls at a layer: each part with the factor of its gradient. */
export interface Pulls {
	readonly style?: { readonly difference: Tensor2D; readonly factor: number; readonly mask: StyleMask | undefined };
	readonly content?: { readonly target: ContentTarget; readonly factor: number };
	/** The gradient from the layer above, with respect to this layer or, if `isPooled`, to its average pooling. */
	readonly above: Tensor4D | undefined;
	readonly isPooled: boolean;
}

/** The whole gradient with respect to a layer. */
export function fusedLayerGradient(features: Tensor4D, { style, content, above, isPooled }: Pulls): Tensor4D {
	return call(
		'AtelierLayerGradient',
		{ features, square: style?.difference, mask: style?.mask?.weights, content: content?.target.features, above },
		{ style: style?.factor ?? 0, contentWeight: content?.factor ?? 0, isPooled },
	);
}

/** The network's gradient plus that of total variation, times the mask; the variation goes to a row of the table. */
export function fusedPictureGradient(
	picture: Tensor4D,
	gradient: Tensor4D,
	mask: Tensor4D | undefined,
	weight: number,
	sums: Tensor2D,
	row: number,
): Tensor4D {
	return call('AtelierPictureGradient', { picture, gradient, mask, sums }, { weight, row });
}

/** Multiplies the table's sums by a matrix [rows, values]. */
export function mixSums(sums: Tensor2D, mixing: Tensor2D): Tensor1D {
	return call('AtelierMixSums', { sums, mixing });
}
