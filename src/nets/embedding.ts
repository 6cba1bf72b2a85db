/** Word vectors: rows to look words up in, and the same turned round to compare states with. */
import { gather, type Tensor1D, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { transposed, type Weights, weightOf } from './weights';

export interface Embedding {
	/** [words, width] */
	readonly rows: Tensor2D;
	/** [width, words]: kept beside the rows, for the reason that {@link makeLinear} has. */
	readonly columns: Tensor2D;
}

/**
 * 8-bit codes, a scale a word: (code - 128) * scale.
 *
 * @param codes [words, width], flat, 0..255
 * @param scale [words]
 * @returns [words, width], flat
 */
export function dequantise(codes: Float32Array, scale: Float32Array): Float32Array {
	const width = codes.length / scale.length;
	return codes.map((code, at) => (code - 128) * (scale[Math.floor(at / width)] as number));
}

/**
 * Reads the word vectors of a file.
 *
 * @returns [words, width], flat
 * @throws RangeError when a weight is missing or has another shape
 */
export function readEmbedding(weights: Weights, words: number, width: number): Float32Array {
	return dequantise(
		weightOf(weights, 'embedding.codes', [words, width]),
		weightOf(weights, 'embedding.scale', [words]),
	);
}

/** Puts word vectors on the device. */
export function makeEmbedding(values: Float32Array, words: number): Embedding {
	return { rows: tensor2d(values, [words, values.length / words]), columns: transposed(values, words) };
}

/** Words' vectors: ids [count] to [count, width]. */
export function embed({ rows }: Embedding, words: Tensor1D): Tensor2D {
	return gather(rows, words) as Tensor2D;
}
