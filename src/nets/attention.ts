/** Gated additive attention over the cells of a picture's map, as in Show, Attend and Tell (Xu et al. 2015). */
import * as tf from '@tensorflow/tfjs-core';
import { applyLinear, type Linear, matrixOf, readLinear, transposed, type Weights } from './weights';

export interface AttentionShape {
	/** Channels of a cell. */
	readonly grid: number;
	/** Length of keys and queries. */
	readonly hidden: number;
}

/** The grids of several pictures, projected. */
export interface ProjectedGrids {
	/** [pictures, cells, attention.hidden] */
	readonly keys: tf.Tensor3D;
	/** [pictures, cells, width] */
	readonly values: tf.Tensor3D;
}

export class Attention {
	private readonly key: Linear;
	private readonly value: Linear;
	private readonly query: tf.Tensor2D;
	private readonly score: tf.Tensor2D;
	private readonly gate: Linear;

	/**
	 * @param width length of a context vector
	 * @param state length of the decoder's state
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor({ grid, hidden }: AttentionShape, width: number, state: number, weights: Weights) {
		this.key = readLinear(weights, 'attention.key', grid, hidden);
		this.value = readLinear(weights, 'attention.value', grid, width);
		this.query = transposed(matrixOf(weights, 'attention.query.weight', [hidden, state]), hidden);
		this.score = transposed(matrixOf(weights, 'attention.score.weight', [1, hidden]), 1);
		this.gate = readLinear(weights, 'attention.gate', state, 1);
	}

	/** Projects grids [pictures, cells, grid] to keys and values. The caller disposes of them. */
	project(grids: tf.Tensor3D): ProjectedGrids {
		return tf.tidy(() => {
			const [pictures, cells, channels] = grids.shape;
			const flat = tf.reshape<tf.Rank.R2>(grids, [-1, channels]);
			const projected = (layer: Linear) =>
				tf.reshape<tf.Rank.R3>(applyLinear(flat, layer), [pictures, cells, layer.bias.size]);
			return { keys: projected(this.key), values: projected(this.value) };
		});
	}

	/**
	 * Attends to a picture's cells, once per row.
	 *
	 * @param h states [rows, state]
	 * @param pictures the picture of each row [rows], int32
	 * @returns gated contexts [rows, width] and the weights of the cells [rows, cells], which add up to 1
	 */
	attend(
		h: tf.Tensor2D,
		{ keys, values }: ProjectedGrids,
		pictures: tf.Tensor1D,
	): { readonly context: tf.Tensor2D; readonly weights: tf.Tensor2D } {
		return tf.tidy(() => {
			const [, cells, hidden] = keys.shape;
			const query = tf.expandDims<tf.Tensor3D>(tf.matMul(h, this.query), 1);
			const energies = tf.reshape<tf.Rank.R2>(tf.tanh(tf.add(tf.gather(keys, pictures), query)), [-1, hidden]);
			const weights = tf.softmax(tf.reshape<tf.Rank.R2>(tf.matMul(energies, this.score), [-1, cells]));
			const sum = tf.matMul<tf.Tensor3D>(tf.expandDims(weights, 1), tf.gather(values, pictures) as tf.Tensor3D);
			const gate = tf.sigmoid(applyLinear(h, this.gate));
			return { context: tf.mul<tf.Tensor2D>(tf.reshape<tf.Rank.R2>(sum, [h.shape[0], -1]), gate), weights };
		});
	}
}
