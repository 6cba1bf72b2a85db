/** Projects pooled image features to the joint space. */
import { add, erf, mul, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import type { CaptionerShape } from './captionerShape';
import { applyLinear, readLinear, type Weights } from './weights';

/** Maps pooled features [pictures, features] to joint vectors that are not yet of length 1, [pictures, pictureVector]. */
export type ImageHead = (features: Tensor2D) => Tensor2D;

/** Puts an image head on the device. @throws RangeError when a weight is missing or has another shape */
export function makeImageHead(
	{ pictureVector: width, imageHead }: CaptionerShape,
	features: number,
	weights: Weights,
): ImageHead {
	if (imageHead === undefined) {
		const picture = readLinear(weights, 'picture', features, width);
		return (pooled) => applyLinear(pooled, picture);
	}
	const linear = readLinear(weights, 'image.linear', features, width);
	const first = readLinear(weights, 'image.first', features, imageHead.hidden);
	const second = readLinear(weights, 'image.second', imageHead.hidden, width);
	return (pooled) =>
		tidy(() => add<Tensor2D>(applyLinear(pooled, linear), applyLinear(gelu(applyLinear(pooled, first)), second)));
}

/** The exact GELU: x * (1 + erf(x / sqrt(2))) / 2. */
function gelu(x: Tensor2D): Tensor2D {
	return mul<Tensor2D>(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1));
}
