/** A VGG-shaped feature extractor without gradients: its deepest layer, averaged over the picture. */
import { mean, sub, type Tensor1D, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { convolve, type ForwardConvolution, makeForwardConvolution } from './convolution';
import { pool } from './pooling';
import { meanColour, readConvolutions } from './vgg';
import { type Stage, stagesOf, type VggConfig } from './vggConfig';
import type { Weights } from './weights';

/** Takes half the memory of {@link Vgg}, and frees each activation after the next layer. */
export class PooledVgg {
	/** Length of a pooled picture. */
	readonly features: number;
	private readonly stages: readonly Stage[];
	private readonly convolutions: ReadonlyMap<string, ForwardConvolution>;
	private readonly mean: Tensor1D;

	/** @throws RangeError when a weight is missing or has another shape */
	constructor(
		private readonly config: VggConfig,
		weights: Weights,
	) {
		this.stages = stagesOf(config);
		this.features = config.blocks.at(-1)?.channels as number;
		this.convolutions = readConvolutions(config, this.stages, weights, makeForwardConvolution);
		this.mean = meanColour(config);
	}

	/** Extracts features [1, features] from a picture [1, height, width, 3], RGB in 0..1. */
	extractFeatures(picture: Tensor4D): Tensor2D {
		let x = tidy(() => sub<Tensor4D>(picture, this.mean));
		for (const stage of this.stages) {
			const before = x;
			x =
				stage.kind === 'pooling'
					? pool(before, this.config.pooling)
					: convolve(before, this.convolutions.get(stage.name) as ForwardConvolution);
			before.dispose();
		}
		const pooled = tidy(() => mean<Tensor2D>(x, [1, 2]));
		x.dispose();
		return pooled;
	}
}
