/** Content loss: the squared distance between a layer's features and the photo's, and its gradient. */
import { mean, mul, type Scalar, square, sub, sum, type Tensor4D, tidy } from '@tensorflow/tfjs-core';

export interface ContentTarget {
	readonly features: Tensor4D;
	/** Mean of their squares; the loss is relative to it. */
	readonly meanSquare: number;
}

/** Sum of squares of F - C. The loss, mean((F - C)^2) / mean(C^2), is this / (size * meanSquare). */
export function contentSquares(features: Tensor4D, target: ContentTarget): Scalar {
	return tidy(() => sum<Scalar>(square(sub(features, target.features))));
}

/** The factor of F - C in the gradient of weight * loss. */
export function contentFactor(features: Tensor4D, target: ContentTarget, weight: number): number {
	return (2 * weight) / (features.size * target.meanSquare);
}

/** Gradient of weight * loss with respect to the features: 2 weight (F - C) / (size * meanSquare). */
export function contentGradient(features: Tensor4D, target: ContentTarget, weight: number): Tensor4D {
	const scale = contentFactor(features, target, weight);
	return tidy(() => mul(sub<Tensor4D>(features, target.features), scale));
}

/** Makes a target of a photo's features, which it takes over. */
export async function contentTarget(features: Tensor4D): Promise<ContentTarget> {
	const squares = tidy(() => mean(square(features)));
	try {
		const meanSquare = (await squares.data())[0] as number;
		// A black picture can leave a layer all zeros; dividing by 0 would make the loss NaN.
		return { features, meanSquare: Math.max(meanSquare, 1e-12) };
	} finally {
		squares.dispose();
	}
}
