/** Word embeddings, shared between input (look-up) and output (logits). */
import { gather, type Tensor1D, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { transposed } from './weights';

export interface Embedding {
	/** [words, width] */
	readonly rows: Tensor2D;
	/** [width, words]: the transpose, kept for the reason given at {@link makeLinear}. */
	readonly columns: Tensor2D;
}

/** Puts word embeddings on the device. @param values [words, width], flat */
export function makeEmbedding(values: Float32Array, words: number): Embedding {
	return { rows: tensor2d(values, [words, values.length / words]), columns: transposed(values, words) };
}

/** Looks words up: ids [count] to embeddings [count, width]. */
export function embed({ rows }: Pick<Embedding, 'rows'>, words: Tensor1D): Tensor2D {
	return gather(rows, words) as Tensor2D;
}
