/**
 * Paint's objective for canvases whose activations do not fit into memory at once. It is exact: Gram matrices are sums
 * over positions, so a first pass over tiles adds them up, and a second pass gives each tile's part of the gradient.
 * Every tile is seen with a margin of the receptive field, so that its features are those of the whole canvas.
 */
import * as tf from '@tensorflow/tfjs-core';
import { accumulate } from '../../../nets/accumulate';
import { asRows, multiplyRows, rawGram } from '../../../nets/gram';
import type { StyleTarget } from '../../../nets/styleLoss';
import { totalVariationOfBand } from '../../../nets/totalVariation';
import type { Activations, Vgg } from '../../../nets/vgg';
import type { Evaluation } from '../../../optim/types';
import { DEFAULT_TILE, tileForDevice } from '../shared/posters';
import { coreOf, divide, type Rectangle, reachOf, type Tile } from '../shared/tiles';
import { LossMixing, type ObjectiveWeights } from './lossMixing';
import { type Frame, pictureOf, type Targets } from './objective';

/** A photo's features of one layer, tile by tile. */
export interface TiledContent {
	readonly tiles: readonly tf.Tensor4D[];
	readonly size: number;
	readonly meanSquare: number;
}

export type TiledTargets = Targets<TiledContent>;

export interface TiledInput {
	readonly network: Vgg;
	/** Of the canvas, [1, height, width, 3] */
	readonly shape: [number, number, number, number];
	readonly targets: TiledTargets;
	readonly weights: ObjectiveWeights;
	readonly frame?: Frame;
	/** Longest side of a tile's core, px. */
	readonly tile: number;
	/** Called after each tile: a large canvas takes a minute, in which other jobs get their turn and this one can be cancelled. */
	readonly yieldTurn: () => Promise<void>;
}

/** Longest side of a tile that this device has room for, px. */
export function largestTile(network: Vgg): number {
	if (tf.getBackend() !== 'webgpu') return DEFAULT_TILE;
	const { device } = tf.backend() as unknown as { readonly device: GPUDevice };
	const [first] = network.stages.flatMap((stage) => (stage.kind === 'convolution' ? [stage.outputs] : []));
	const { maxStorageBufferBindingSize } = device.limits;
	return tileForDevice(maxStorageBufferBindingSize, first as number, reachOf(network.stages).margin);
}

export const tilesOf = (network: Vgg, [, height, width]: TiledInput['shape'], size: number): Tile[] =>
	divide(width, height, size, reachOf(network.stages));

/** Pixels per feature and side of every layer of a network. */
export function scalesOf(network: Vgg): Map<string, number> {
	const scales = new Map<string, number>();
	let scale = 1;
	for (const stage of network.stages) {
		if (stage.kind === 'pooling') scale *= 2;
		else scales.set(stage.layer, scale);
	}
	return scales;
}

export const cut = (x: tf.Tensor4D, { x: left, y, width, height }: Rectangle): tf.Tensor4D =>
	tf.slice(x, [0, y, left, 0], [1, height, width, x.shape[3]]);

/** Rows of the picture whose total variation is computed at once. */
const BAND = 32;

export class TiledObjective {
	private readonly mixing: LossMixing;
	private readonly tiles: readonly Tile[];
	private readonly scales: ReadonlyMap<string, number>;

	constructor(private readonly input: TiledInput) {
		const { network, shape, targets, weights, tile } = input;
		this.tiles = tilesOf(network, shape, tile);
		this.scales = scalesOf(network);
		this.mixing = new LossMixing(weights, {
			content: new Map([...targets.content].map(([layer, { size, meanSquare }]) => [layer, size * meanSquare])),
			style: new Map([...targets.style].map(([layer, { squaredNorm }]) => [layer, squaredNorm])),
		});
	}

	/** The picture for these variables, [1, height, width, 3]. */
	picture(variables: tf.Tensor1D): tf.Tensor4D {
		return pictureOf(variables, this.input.shape, this.input.frame);
	}

	/**
	 * As PaintObjective.evaluate; the values are the same but for rounding. When `yieldTurn` throws, tensors are left to the
	 * level's scope.
	 */
	evaluate = async (variables: tf.Tensor1D): Promise<Evaluation> => {
		const picture = this.picture(variables);
		const { grams, contentSquares } = await this.firstPass(picture);
		const differences = new Map(
			[...grams].map(([layer, gram]) => {
				const { target, positions } = this.styleOf(layer);
				return [layer, tf.tidy(() => tf.sub<tf.Tensor2D>(tf.mul(gram, 1 / positions), target.gram))] as const;
			}),
		);
		for (const gram of grams.values()) gram.dispose();
		const { loss, gradient: variation } = this.variation(picture);
		const summed = await this.secondPass(picture, differences, variation);
		const evaluation = tf.tidy(() => {
			const { frame } = this.input;
			const gradient = frame ? tf.mul<tf.Tensor4D>(summed, frame.mask) : summed;
			const sums = [
				...this.mixing.contentLayers.map((layer) => contentSquares.get(layer) as tf.Scalar),
				...this.mixing.styleLayers.map((layer) => tf.sum<tf.Scalar>(tf.square(differences.get(layer) as tf.Tensor2D))),
				loss,
			];
			return { values: this.mixing.mix(sums), gradient: tf.reshape<tf.Rank.R1>(gradient, [variables.size]) };
		});
		tf.dispose([picture, summed, loss, ...contentSquares.values(), ...differences.values()]);
		return evaluation;
	};

	read(values: ArrayLike<number>): ReturnType<LossMixing['read']> {
		return this.mixing.read(values);
	}

	dispose(): void {
		this.mixing.dispose();
	}

	/** Adds up the tiles' Gram matrices, and their squared distances to the content. */
	private async firstPass(
		picture: tf.Tensor4D,
	): Promise<{ grams: Map<string, tf.Tensor2D>; contentSquares: Map<string, tf.Scalar> }> {
		const { targets } = this.input;
		const grams = new Map<string, tf.Tensor2D>();
		const contentSquares = new Map<string, tf.Scalar>();
		for (const [at, tile] of this.tiles.entries()) {
			const activations = this.see(picture, tile);
			for (const layer of targets.style.keys()) {
				addTo(grams, layer, () =>
					rawGram(asRows(this.masked(layer, tile, this.core(activations.layer(layer), layer, tile)))),
				);
			}
			for (const [layer, { tiles }] of targets.content) {
				addTo(contentSquares, layer, () =>
					tf.sum<tf.Scalar>(
						tf.square(tf.sub(this.core(activations.layer(layer), layer, tile), tiles[at] as tf.Tensor4D)),
					),
				);
			}
			activations.dispose();
			await this.input.yieldTurn();
		}
		return { grams, contentSquares };
	}

	/** Adds the tiles' gradients to one that is there. */
	private async secondPass(
		picture: tf.Tensor4D,
		differences: ReadonlyMap<string, tf.Tensor2D>,
		start: tf.Tensor4D,
	): Promise<tf.Tensor4D> {
		const { network } = this.input;
		let gradient = start;
		for (const [at, tile] of this.tiles.entries()) {
			const activations = this.see(picture, tile);
			const own = network.backward(activations, (layer, features) =>
				this.layerGradient(layer, features, tile, at, differences),
			);
			gradient = accumulate(gradient, own, tile.window.y, tile.window.x);
			own.dispose();
			await this.input.yieldTurn();
		}
		return gradient;
	}

	/** The losses' direct gradient with respect to a layer: zero outside the tile's core, which other tiles account for. */
	private layerGradient(
		layer: string,
		features: tf.Tensor4D,
		tile: Tile,
		at: number,
		differences: ReadonlyMap<string, tf.Tensor2D>,
	): tf.Tensor4D | undefined {
		const [styleWeight, contentWeight] = [this.mixing.styleWeight(layer), this.mixing.contentWeight(layer)];
		if (styleWeight === 0 && contentWeight === 0) return undefined;
		return tf.tidy(() => {
			const core = this.core(features, layer, tile);
			const parts: tf.Tensor4D[] = [];
			const difference = differences.get(layer);
			if (difference && styleWeight > 0) {
				const { target, positions } = this.styleOf(layer);
				const scaled = tf.mul<tf.Tensor2D>(difference, (4 * styleWeight) / (positions * target.squaredNorm));
				// Once for the features that the Gram matrix took, once for the way back through the mask.
				const rows = asRows(this.masked(layer, tile, this.masked(layer, tile, core)));
				parts.push(tf.reshape(multiplyRows(rows, scaled), core.shape));
			}
			const content = this.input.targets.content.get(layer);
			if (content && contentWeight > 0) {
				const factor = (2 * contentWeight) / (content.size * content.meanSquare);
				parts.push(tf.mul(tf.sub<tf.Tensor4D>(core, content.tiles[at] as tf.Tensor4D), factor));
			}
			const own = parts.reduce((a, b) => tf.add<tf.Tensor4D>(a, b));
			const { x, y, width, height } = coreOf(tile, this.scales.get(layer) as number);
			const [, h, w] = features.shape;
			return tf.pad(own, [
				[0, 0],
				[y, h - height - y],
				[x, w - width - x],
				[0, 0],
			]);
		});
	}

	/** Total variation and its weighted gradient, in bands, so that its intermediate results are small. */
	private variation(picture: tf.Tensor4D): { loss: tf.Scalar; gradient: tf.Tensor4D } {
		const { shape, weights } = this.input;
		const [, height] = shape;
		let loss: tf.Scalar = tf.scalar(0);
		let gradient: tf.Tensor4D = tf.zeros(shape);
		for (let top = 0; top < height; top += BAND) {
			const rows = Math.min(BAND, height - top);
			const band = tf.tidy(() => {
				const own = totalVariationOfBand(picture, top, rows);
				return {
					loss: tf.add<tf.Scalar>(loss, own.loss),
					gradient: tf.mul<tf.Tensor4D>(own.gradient, weights.totalVariation),
				};
			});
			loss.dispose();
			loss = band.loss;
			gradient = accumulate(gradient, band.gradient, top, 0);
			band.gradient.dispose();
		}
		return { loss, gradient };
	}

	private see(picture: tf.Tensor4D, { window }: Tile): Activations {
		const seen = cut(picture, window);
		try {
			return this.input.network.forward(seen);
		} finally {
			seen.dispose();
		}
	}

	private core(features: tf.Tensor4D, layer: string, tile: Tile): tf.Tensor4D {
		return cut(features, coreOf(tile, this.scales.get(layer) as number));
	}

	/** Multiplies a tile's core by the style's mask, if there is one. */
	private masked(layer: string, { core }: Tile, features: tf.Tensor4D): tf.Tensor4D {
		const mask = this.input.targets.masks?.get(layer);
		if (!mask) return features;
		const scale = this.scales.get(layer) as number;
		const [, height, width] = features.shape;
		const [, canvasHeight, canvasWidth] = this.input.shape;
		const whole = tf.reshape(mask.weights, [1, Math.floor(canvasHeight / scale), Math.floor(canvasWidth / scale), 1]);
		const part = tf.slice(whole, [0, core.y / scale, core.x / scale, 0], [1, height, width, 1]);
		return tf.mul<tf.Tensor4D>(features, part);
	}

	/** A layer's target, and the number of positions that its Gram matrix is divided by. */
	private styleOf(layer: string): { target: StyleTarget; positions: number } {
		const { targets, shape } = this.input;
		const scale = this.scales.get(layer) as number;
		const positions = Math.floor(shape[1] / scale) * Math.floor(shape[2] / scale);
		return {
			target: targets.style.get(layer) as StyleTarget,
			positions: targets.masks?.get(layer)?.positions ?? positions,
		};
	}
}

/** Adds a tensor to the sum of a layer. */
function addTo<T extends tf.Tensor>(sums: Map<string, T>, layer: string, compute: () => T): void {
	const before = sums.get(layer);
	sums.set(
		layer,
		tf.tidy(() => (before ? tf.add<T>(before, compute()) : compute())),
	);
	before?.dispose();
}
