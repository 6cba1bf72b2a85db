/** Paint's objective: content, style and total variation losses with their gradient, in one hand-written pass. */
import * as tf from '@tensorflow/tfjs-core';
import { type ContentTarget, contentFactor, contentGradient, contentSquares } from '../../../nets/contentLoss';
import {
	canFuse,
	fusedContentSquares,
	fusedLayerGradient,
	fusedPictureGradient,
	fusedStyleDifference,
	makeSums,
	mixSums,
} from '../../../nets/fusedLosses';
import { type StyleMask, type StyleTarget, styleDifference, styleFactor, styleGradient } from '../../../nets/styleLoss';
import { totalVariation } from '../../../nets/totalVariation';
import type { LayerGradient, Vgg } from '../../../nets/vgg';
import { LossMixing, type ObjectiveWeights } from './lossMixing';

/** Everything that is constant during a level. The objective does not dispose of it. */
export interface Targets<Content = ContentTarget> {
	readonly content: ReadonlyMap<string, Content>;
	readonly style: ReadonlyMap<string, StyleTarget>;
	/** Masks by style layer, if the style applies to a part of the picture only. */
	readonly masks?: ReadonlyMap<string, StyleMask>;
}

/** Keeps the photo outside a mask: the picture is photo + mask * (variables - photo). */
export interface Frame {
	/** [1, height, width, 3] */
	readonly photo: tf.Tensor4D;
	/** [1, height, width, 1], 0 to 1 */
	readonly mask: tf.Tensor4D;
}

/** The picture for some variables, [1, height, width, 3]: the photo outside the frame's mask. */
export function pictureOf(variables: tf.Tensor1D, shape: [number, number, number, number], frame?: Frame): tf.Tensor4D {
	return tf.tidy(() => {
		const free = tf.reshape<tf.Rank.R4>(variables, shape);
		return frame ? tf.add<tf.Tensor4D>(frame.photo, tf.mul(frame.mask, tf.sub(free, frame.photo))) : free;
	});
}

export class PaintObjective {
	private readonly mixing: LossMixing;
	/** The table of sums, where the backend's kernels compute the losses. */
	private readonly sums: tf.Tensor2D | undefined;

	/** @param shape of the canvas, [1, height, width, 3] */
	constructor(
		private readonly network: Vgg,
		private readonly shape: [number, number, number, number],
		private readonly targets: Targets,
		private readonly weights: ObjectiveWeights,
		private readonly frame?: Frame,
	) {
		const { content, style } = targets;
		this.mixing = new LossMixing(weights, {
			content: new Map([...content].map(([layer, { features, meanSquare }]) => [layer, features.size * meanSquare])),
			style: new Map([...style].map(([layer, { squaredNorm }]) => [layer, squaredNorm])),
		});
		const channels = [
			...[...style.values()].map(({ gram }) => gram.shape[0]),
			...[...content.values()].map(({ features }) => features.shape[3]),
		];
		if (canFuse(channels)) this.sums = makeSums(this.mixing.matrix.shape[0]);
	}

	/** The picture for these variables, [1, height, width, 3]. */
	picture(variables: tf.Tensor1D): tf.Tensor4D {
		return pictureOf(variables, this.shape, this.frame);
	}

	/**
	 * Losses and gradient at the given variables, [height * width * 3]. `values` are total, content,
	 * style and total variation, then each style layer's own loss; see {@link read}.
	 */
	evaluate = (variables: tf.Tensor1D): { values: tf.Tensor1D; gradient: tf.Tensor1D } => {
		if (this.sums) return this.evaluateFused(variables, this.sums);
		return tf.tidy(() => {
			const picture = this.picture(variables);
			const variation = totalVariation(picture);
			const activations = this.network.forward(picture);
			const style = new Map(
				this.mixing.styleLayers.map((layer) => {
					const [target, mask] = [this.styleTarget(layer), this.targets.masks?.get(layer)];
					return [layer, styleDifference(activations.layer(layer), target, mask)] as const;
				}),
			);
			const sums: tf.Scalar[] = this.mixing.contentLayers.map((layer) =>
				contentSquares(activations.layer(layer), this.contentTarget(layer)),
			);
			for (const { squares } of style.values()) sums.push(squares);
			const values = this.mixing.mix([...sums, variation.loss]);

			const fromNetwork = this.network.backward(activations, (layer, activation) => {
				const difference = style.get(layer)?.difference;
				const own = difference && this.styleGradient(layer, activation, difference);
				const content = this.targets.content.has(layer) ? this.contentGradient(layer, activation) : undefined;
				return own && content ? tf.add<tf.Tensor4D>(own, content) : (own ?? content);
			});
			const { totalVariation: tvWeight } = this.weights;
			let gradient =
				tvWeight > 0 ? tf.add<tf.Tensor4D>(fromNetwork, tf.mul(variation.gradient, tvWeight)) : fromNetwork;
			if (this.frame) gradient = tf.mul(gradient, this.frame.mask);
			return { values, gradient: tf.reshape(gradient, [variables.size]) as tf.Tensor1D };
		});
	};

	/** The same in fewer dispatches, by WebGPU's own kernels. The rows of `sums` are those of the mixing matrix. */
	private evaluateFused(variables: tf.Tensor1D, sums: tf.Tensor2D): { values: tf.Tensor1D; gradient: tf.Tensor1D } {
		const { targets, frame } = this;
		const { contentLayers, styleLayers } = this.mixing;
		return tf.tidy(() => {
			const picture = this.picture(variables);
			const activations = this.network.forward(picture);
			for (const [row, layer] of contentLayers.entries()) {
				fusedContentSquares(activations.layer(layer), this.contentTarget(layer), sums, row);
			}
			const differences = new Map(
				styleLayers.map((layer, at) => {
					const [features, mask] = [activations.layer(layer), targets.masks?.get(layer)];
					const row = contentLayers.length + at;
					return [layer, fusedStyleDifference(features, this.styleTarget(layer), mask, sums, row)] as const;
				}),
			);
			const fromNetwork = this.network.backward(activations, (layer, features): LayerGradient => {
				const [styleWeight, contentWeight] = [this.mixing.styleWeight(layer), this.mixing.contentWeight(layer)];
				if (styleWeight === 0 && contentWeight === 0) return undefined;
				return ({ gradient: above, isPooled }) => {
					const [difference, mask] = [differences.get(layer), targets.masks?.get(layer)];
					const factor = difference && styleFactor(features, this.styleTarget(layer), styleWeight, mask);
					const target = contentWeight === 0 ? undefined : this.contentTarget(layer);
					return fusedLayerGradient(features, {
						...(difference && factor ? { style: { difference, factor, mask } } : {}),
						...(target ? { content: { target, factor: contentFactor(features, target, contentWeight) } } : {}),
						above,
						isPooled,
					});
				};
			});
			const row = contentLayers.length + styleLayers.length;
			const { totalVariation: weight } = this.weights;
			const gradient = fusedPictureGradient(picture, fromNetwork, frame?.mask, weight, sums, row);
			return {
				values: mixSums(sums, this.mixing.matrix),
				gradient: tf.reshape(gradient, [variables.size]) as tf.Tensor1D,
			};
		});
	}

	/** Converts the values of an evaluation to losses. */
	read(values: ArrayLike<number>): ReturnType<LossMixing['read']> {
		return this.mixing.read(values);
	}

	dispose(): void {
		this.mixing.dispose();
		this.sums?.dispose();
	}

	private styleGradient(layer: string, activation: tf.Tensor4D, difference: tf.Tensor2D): tf.Tensor4D | undefined {
		const weight = this.mixing.styleWeight(layer);
		if (weight === 0) return undefined;
		return styleGradient(activation, difference, this.styleTarget(layer), weight, this.targets.masks?.get(layer));
	}

	private contentGradient(layer: string, activation: tf.Tensor4D): tf.Tensor4D | undefined {
		const weight = this.mixing.contentWeight(layer);
		if (weight === 0) return undefined;
		return contentGradient(activation, this.contentTarget(layer), weight);
	}

	private styleTarget(layer: string): StyleTarget {
		return this.targets.style.get(layer) as StyleTarget;
	}

	private contentTarget(layer: string): ContentTarget {
		return this.targets.content.get(layer) as ContentTarget;
	}
}
