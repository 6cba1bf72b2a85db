/** How far the features of a layer are from the photo's. */
import { mean, mul, type Scalar, square, sub, sum, type Tensor4D, tidy } from '@tensorflow/tfjs-core';

export interface ContentTarget {
	readonly features: Tensor4D;
	/** Mean of their squares, by which the loss is divided. */
	readonly meanSquare: number;
}

/** Loss mean((F - C)^2) / mean(C^2), as `squares`: the loss is squares / (size * meanSquare). */
export function contentSquares(features: Tensor4D, target: ContentTarget): Scalar {
	return tidy(() => sum<Scalar>(square(sub(features, target.features))));
}

/** Gradient of weight * loss with respect to the features: 2 weight (F - C) / (size * meanSquare). */
export function contentGradient(features: Tensor4D, target: ContentTarget, weight: number): Tensor4D {
	const scale = (2 * weight) / (features.size * target.meanSquare);
	return tidy(() => mul(sub<Tensor4D>(features, target.features), scale));
}

/** Reads back the mean of the squares; takes ownership of the features. */
export async function contentTarget(features: Tensor4D): Promise<ContentTarget> {
	const squares = tidy(() => mean(square(features)));
	try {
		const meanSquare = (await squares.data())[0] as number;
		// A black picture can switch a layer off altogether; a loss relative to nothing would be no number.
		return { features, meanSquare: Math.max(meanSquare, 1e-12) };
	} finally {
		squares.dispose();
	}
}
