/** The interface of networks that encode pictures for the captioner. */
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

export interface ImageFeatures {
	/** The last map's mean over the picture, [1, features]. */
	readonly pooled: Tensor2D;
	/** The last map itself, [1, height, width, features], where the captioner can attend to it. */
	readonly map?: Tensor4D;
}

export interface ImageEncoder {
	/** Length of a pooled picture. */
	readonly features: number;
	/** Extracts features from a picture [1, height, width, 3], RGB in 0..1. The caller disposes of them. */
	extractFeatures(picture: Tensor4D): ImageFeatures;
}
