/** Style loss: the squared distance between a layer's Gram matrix and a painting's, and its gradient. */
import { mul, reshape, type Scalar, square, sub, sum, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { asRows, multiplyRows, rawGram } from './gram';

export interface StyleTarget {
	/** Gram matrix per position, [channels, channels]. */
	readonly gram: Tensor2D;
	/** Sum of its squared elements. Losses are relative to it, so that one set of weights suits all paintings. */
	readonly squaredNorm: number;
}

/** Where the style applies, at one layer's size. */
export interface StyleMask {
	/** [height * width, 1], 0 to 1. */
	readonly weights: Tensor2D;
	/** Sum of the squared weights: the effective number of positions. */
	readonly positions: number;
}

/**
 * Computes the loss ||G - T||^2 / ||T||^2 with G = F^T F / positions. With a mask, features are multiplied by it before
 * the Gram matrix, as in cysmith/neural-style-tf, and the divisor is the mask's effective number of positions.
 *
 * @returns `difference` G - T, [channels, channels], for {@link styleGradient}; and `squares`, the sum of its squares:
 *   the loss is squares / squaredNorm
 */
export function styleDifference(
	features: Tensor4D,
	target: StyleTarget,
	mask?: StyleMask,
): { difference: Tensor2D; squares: Scalar } {
	return tidy(() => {
		const rows = asRows(features);
		const gram = rawGram(mask ? mul<Tensor2D>(rows, mask.weights) : rows);
		const positions = mask?.positions ?? rows.shape[0];
		const difference = sub<Tensor2D>(mul(gram, 1 / positions), target.gram);
		return { difference, squares: sum<Scalar>(square(difference)) };
	});
}

/** The factor of F (G - T) in the gradient of weight * loss. */
export function styleFactor(features: Tensor4D, target: StyleTarget, weight: number, mask?: StyleMask): number {
	const [, height, width] = features.shape;
	return (4 * weight) / ((mask?.positions ?? height * width) * target.squaredNorm);
}

/** Gradient of weight * loss with respect to the features: 4 weight F (G - T) / (positions ||T||^2). */
export function styleGradient(
	features: Tensor4D,
	difference: Tensor2D,
	target: StyleTarget,
	weight: number,
	mask?: StyleMask,
): Tensor4D {
	return tidy(() => {
		const rows = asRows(features);
		const scaled = mul<Tensor2D>(difference, styleFactor(features, target, weight, mask));
		const gradient = multiplyRows(mask ? mul<Tensor2D>(rows, square(mask.weights)) : rows, scaled);
		return reshape(gradient, features.shape);
	});
}
