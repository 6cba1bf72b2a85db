/** A VGG-shaped network without gradients: its deepest layer only. */
import { sub, type Tensor1D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { convolve, type ForwardConvolution, makeForwardConvolution } from './convolution';
import { pool } from './pooling';
import { meanColour, readConvolutions } from './vgg';
import { type Stage, stagesOf, type VggConfig } from './vggConfig';
import type { Weights } from './weights';

/** Takes half the memory of {@link Vgg}, and frees each activation after the next layer. */
export class ForwardVgg {
	/** Channels of the deepest layer. */
	readonly channels: number;
	private readonly stages: readonly Stage[];
	private readonly convolutions: ReadonlyMap<string, ForwardConvolution>;
	private readonly mean: Tensor1D;

	/**
	 * @param deepest the layer that is wanted, such as relu4_1
	 * @throws RangeError when a weight is missing or has another shape, or there is no such layer
	 */
	constructor(
		private readonly config: VggConfig,
		weights: Weights,
		deepest: string,
	) {
		this.stages = stagesOf(config, deepest);
		const last = this.stages.at(-1) as Extract<Stage, { kind: 'convolution' }>;
		this.channels = last.outputs;
		this.convolutions = readConvolutions(config, this.stages, weights, makeForwardConvolution);
		this.mean = meanColour(config);
	}

	/** Computes the deepest layer, [1, h, w, channels], of a picture [1, height, width, 3], RGB in 0..1. */
	forward(picture: Tensor4D): Tensor4D {
		let x = tidy(() => sub<Tensor4D>(picture, this.mean));
		for (const stage of this.stages) {
			const before = x;
			x =
				stage.kind === 'pooling'
					? pool(before, this.config.pooling)
					: convolve(before, this.convolutions.get(stage.name) as ForwardConvolution);
			before.dispose();
		}
		return x;
	}
}
