/** The recognition network: residual blocks (He et al. 2016) above one of perception's layers. */
import { add, mean, type Rank, relu, reshape, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { convolve, type ForwardConvolution, makeForwardConvolution, type StoredConvolution } from './convolution';
import type { ForwardVgg } from './forwardVgg';
import { convolveStrided, makeStridedConvolution, type StridedConvolution } from './stridedConvolution';
import { applyLinear, type Linear, matrixOf, readLinear, type Weights, weightOf } from './weights';

/** Its sizes, from its config.json. */
export interface RecognitionShape {
	/** Channels of perception's layer. */
	readonly inputs: number;
	/** Inner channels of residual blocks on the layer itself. */
	readonly early?: readonly number[] | undefined;
	/** Channels of each stage. A stage halves the map and applies residual blocks. */
	readonly widths: readonly number[];
	/** Number of residual blocks of each stage. */
	readonly blocks: readonly number[];
	/** Channels of the last map. */
	readonly features: number;
}

/** What it sees of a picture. */
export interface ImageFeatures {
	/** The last map, [1, height, width, features], which the captioner attends to. */
	readonly map: Tensor4D;
	/** Its mean over the picture, [1, features]. */
	readonly pooled: Tensor2D;
}

interface Block {
	readonly first: ForwardConvolution;
	readonly second: ForwardConvolution;
}

interface Stage {
	readonly down: StridedConvolution;
	readonly blocks: readonly Block[];
}

export class Recognition {
	/** Length of a pooled picture: channels of the last map. */
	readonly features: number;
	private readonly early: readonly Block[];
	private readonly stages: readonly Stage[];
	private readonly last: Linear;

	/**
	 * Puts the weights on the device.
	 *
	 * @param below computes perception's layer
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor(
		{ inputs, early = [], widths, blocks, features }: RecognitionShape,
		weights: Weights,
		private readonly below: ForwardVgg,
	) {
		if (below.channels !== inputs) {
			throw new RangeError(`Recognition was made for ${inputs} channels, not ${below.channels}.`);
		}
		this.features = features;
		const read = (layer: string, from: number, to: number): StoredConvolution => {
			const filter = matrixOf(weights, `${layer}.weight`, [to, from * 9]);
			return [filter, weightOf(weights, `${layer}.bias`, [to]), from, to];
		};
		const block = (name: string, width: number, inner: number): Block => ({
			first: makeForwardConvolution(...read(`${name}.first`, width, inner)),
			second: makeForwardConvolution(...read(`${name}.second`, inner, width)),
		});
		this.early = early.map((inner, at) => block(`early${at + 1}`, inputs, inner));
		this.stages = widths.map((width, at): Stage => {
			const stage = `stage${at + 1}`;
			return {
				down: makeStridedConvolution(...read(`${stage}.down`, widths[at - 1] ?? inputs, width)),
				blocks: Array.from({ length: blocks[at] as number }, (_, number) =>
					block(`${stage}.block${number + 1}`, width, width),
				),
			};
		});
		this.last = readLinear(weights, 'features', widths.at(-1) ?? inputs, features);
	}

	/** Extracts features from a picture [1, height, width, 3], RGB in 0..1. The caller disposes of them. */
	extractFeatures(picture: Tensor4D): ImageFeatures {
		const layer = this.below.forward(picture);
		const map = this.forward(layer);
		layer.dispose();
		return { map, pooled: tidy(() => mean<Tensor2D>(map, [1, 2])) };
	}

	/** Computes the last map, [pictures, h, w, features], from perception's layer [pictures, 4h, 4w, inputs]. */
	forward(layer: Tensor4D): Tensor4D {
		return tidy(() => {
			let x = this.early.reduce(applyBlock, layer);
			for (const { down, blocks } of this.stages) {
				x = blocks.reduce(applyBlock, convolveStrided(x, down));
			}
			const [pictures, height, width, channels] = x.shape;
			const cells = reshape<Rank.R2>(x, [-1, channels]);
			return reshape<Rank.R4>(relu(applyLinear(cells, this.last)), [pictures, height, width, this.features]);
		});
	}
}

function applyBlock(x: Tensor4D, { first, second }: Block): Tensor4D {
	return relu(add<Tensor4D>(x, convolve(convolve(x, first), second, { slope: 1 })));
}
