/** Word vectors: rows to look words up in, and the same turned round to compare states with. */
import { gather, type Tensor1D, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { transposed } from './weights';

export interface Embedding {
	/** [words, width] */
	readonly rows: Tensor2D;
	/** [width, words]: kept beside the rows, for the reason that {@link makeLinear} has. */
	readonly columns: Tensor2D;
}

/** Puts word vectors on the device. */
export function makeEmbedding(values: Float32Array, words: number): Embedding {
	return { rows: tensor2d(values, [words, values.length / words]), columns: transposed(values, words) };
}

/** Words' vectors: ids [count] to [count, width]. */
export function embed({ rows }: Embedding, words: Tensor1D): Tensor2D {
	return gather(rows, words) as Tensor2D;
}
