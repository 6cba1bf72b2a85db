/** How the layers' sums of squares become losses, and which share of the total each layer has. */
import { matMul, reshape, type Scalar, stack, type Tensor1D, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { Losses } from '../types';

/** Weights of the losses and of the layers; layers' weights are relative to one another. */
export interface ObjectiveWeights {
	readonly content: number;
	readonly style: number;
	readonly totalVariation: number;
	readonly contentLayers: ReadonlyMap<string, number>;
	readonly styleLayers: ReadonlyMap<string, number>;
}

/** What each layer's sum of squares is divided by, in the order of the sums. */
export interface LossScales {
	readonly content: ReadonlyMap<string, number>;
	readonly style: ReadonlyMap<string, number>;
}

export class LossMixing {
	readonly contentLayers: readonly string[];
	readonly styleLayers: readonly string[];
	/** From the sums (content layers, style layers, total variation) to the values: [sums, 4 + style layers]. */
	readonly matrix: Tensor2D;

	constructor(
		private readonly weights: ObjectiveWeights,
		scales: LossScales,
	) {
		this.contentLayers = [...scales.content.keys()];
		this.styleLayers = [...scales.style.keys()];
		this.matrix = this.makeMatrix(scales);
	}

	/** The values of an evaluation: total, content, style and total variation, then each style layer's own loss. */
	mix(sums: readonly Scalar[]): Tensor1D {
		return reshape(matMul(reshape(stack([...sums]), [1, -1]) as Tensor2D, this.matrix), [-1]);
	}

	/** Converts the values of an evaluation to losses. */
	read(values: ArrayLike<number>): { losses: Losses; styleLayers: Record<string, number> } {
		const at = (i: number) => values[i] as number;
		return {
			losses: { total: at(0), content: at(1), style: at(2), totalVariation: at(3) },
			styleLayers: Object.fromEntries(this.styleLayers.map((layer, i) => [layer, at(4 + i)])),
		};
	}

	/** The weight of a layer's style loss in the total. */
	styleWeight(layer: string): number {
		return this.weights.style * share(this.weights.styleLayers, this.styleLayers, layer);
	}

	contentWeight(layer: string): number {
		return this.weights.content * share(this.weights.contentLayers, this.contentLayers, layer);
	}

	dispose(): void {
		this.matrix.dispose();
	}

	private makeMatrix({ content, style }: LossScales): Tensor2D {
		const { weights, contentLayers, styleLayers } = this;
		const columns = 4 + styleLayers.length;
		const row = (entries: readonly [number, number][]) => {
			const line = new Array<number>(columns).fill(0);
			for (const [column, value] of entries) line[column] = value;
			return line;
		};
		return tensor2d([
			...contentLayers.map((layer) => {
				const part = share(weights.contentLayers, contentLayers, layer) / (content.get(layer) as number);
				return row([
					[0, weights.content * part],
					[1, part],
				]);
			}),
			...styleLayers.map((layer, i) => {
				const relative = 1 / (style.get(layer) as number);
				const part = share(weights.styleLayers, styleLayers, layer) * relative;
				return row([
					[0, weights.style * part],
					[2, part],
					[4 + i, relative],
				]);
			}),
			row([
				[0, weights.totalVariation],
				[3, 1],
			]),
		]);
	}
}

/** A layer's share of the total weight of the layers in use. */
function share(weights: ReadonlyMap<string, number>, layers: readonly string[], layer: string): number {
	const whole = layers.reduce((sum, name) => sum + (weights.get(name) ?? 0), 0);
	return whole > 0 ? (weights.get(layer) ?? 0) / whole : 0;
}
