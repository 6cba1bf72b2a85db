/** Projects pooled image features to the joint space. */
import { add, erf, mul, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import type { CaptionerShape } from './captionerShape';
import { applyLinear, type Linear, readLinear, type Weights } from './weights';

/** An object of layers, not a function over them: tensors stay on the device when they are found in what a job keeps. */
export interface ImageHead {
	readonly linear: Linear;
	/** The hidden layer, whose output is added to the linear part. */
	readonly first: Linear;
	readonly second: Linear;
}

/** Puts an image head on the device. @throws RangeError when a weight is missing or has another shape */
export function makeImageHead(
	{ pictureVector: width, imageHead }: CaptionerShape,
	features: number,
	weights: Weights,
): ImageHead {
	return {
		linear: readLinear(weights, 'image.linear', features, width),
		first: readLinear(weights, 'image.first', features, imageHead.hidden),
		second: readLinear(weights, 'image.second', imageHead.hidden, width),
	};
}

/** Maps pooled features [pictures, features] to joint vectors that are not yet of length 1, [pictures, pictureVector]. */
export function applyImageHead({ linear, first, second }: ImageHead, pooled: Tensor2D): Tensor2D {
	return tidy(() => add<Tensor2D>(applyLinear(pooled, linear), applyLinear(gelu(applyLinear(pooled, first)), second)));
}

/** The exact GELU: x * (1 + erf(x / sqrt(2))) / 2. */
function gelu(x: Tensor2D): Tensor2D {
	return mul<Tensor2D>(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1));
}
