/** 3x3 convolution with stride 2, bias and ReLU, padded by one zero on every side, as in PyTorch. */
import { fused, type Tensor1D, type Tensor4D, tensor1d, tensor4d } from '@tensorflow/tfjs-core';
import { type StoredConvolution, toTensorFlowLayout } from './convolution';

export interface StridedConvolution {
	/** [3, 3, inputs, outputs] */
	readonly filter: Tensor4D;
	readonly bias: Tensor1D;
}

/** Puts a layer on the device. @throws RangeError when there are too few or too many weights */
export function makeStridedConvolution(...layer: StoredConvolution): StridedConvolution {
	const [, bias, inputs, outputs] = layer;
	return { filter: tensor4d(toTensorFlowLayout(...layer), [3, 3, inputs, outputs]), bias: tensor1d(bias) };
}

/** Convolves [pictures, height, width, inputs] to [pictures, ceil(height / 2), ceil(width / 2), outputs]. */
export function convolveStrided(x: Tensor4D, { filter, bias }: StridedConvolution): Tensor4D {
	// TensorFlow's 'same' would pad even sizes at the end only.
	const pad = [
		[0, 0],
		[1, 1],
		[1, 1],
		[0, 0],
	] as [[number, number], [number, number], [number, number], [number, number]];
	return fused.conv2d({ x, filter, strides: 2, pad, dimRoundingMode: 'floor', bias, activation: 'relu' });
}
