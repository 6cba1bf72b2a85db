/** A VGG-shaped feature extractor: its deepest layer, averaged over the picture. */
import { mean, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { ForwardVgg } from './forwardVgg';
import type { ImageEncoder, ImageFeatures } from './imageEncoder';
import type { VggConfig } from './vggConfig';
import type { Weights } from './weights';

export class PooledVgg implements ImageEncoder {
	readonly features: number;
	private readonly vgg: ForwardVgg;

	/** @throws RangeError when a weight is missing or has another shape */
	constructor(config: VggConfig, weights: Weights) {
		this.vgg = new ForwardVgg(config, weights);
		this.features = this.vgg.channels;
	}

	extractFeatures(picture: Tensor4D): ImageFeatures {
		const map = this.vgg.forward(picture);
		const pooled = tidy(() => mean<Tensor2D>(map, [1, 2]));
		map.dispose();
		return { pooled };
	}
}
