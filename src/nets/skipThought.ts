/** Skip-thought vectors (Kiros et al. 2015): similar sentences, and sentences of similar context, have similar vectors. */
import { gather, type Tensor2D, tensor2d, tidy, zeros } from '@tensorflow/tfjs-core';
import { unit } from './captioner';
import { type Gru, gruStep, makeGru } from './gru';
import { type Cell, meanStates } from './meanStates';
import { applyLinear, type Linear, matrixOf, readLinear, type Weights } from './weights';

/** The encoder's sizes, from its config.json. */
export interface SkipThoughtShape {
	/** Size of the tokenizer's vocabulary. */
	readonly vocabulary: number;
	/** Length of a token's embedding. */
	readonly embedding: number;
	readonly encoder: { readonly hidden: number };
	/** Length of a sentence's vector. */
	readonly vector: number;
	/** Longest sentence that is encoded; tokens beyond are ignored. */
	readonly maxTokens: number;
}

export class SkipThought {
	private readonly maxTokens: number;
	private readonly rows: Tensor2D;
	private readonly encoder: Gru;
	private readonly output: Linear;

	/**
	 * Puts the weights on the device.
	 *
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor(shape: SkipThoughtShape, weights: Weights) {
		const { vocabulary, embedding, encoder, vector } = shape;
		this.maxTokens = shape.maxTokens;
		this.rows = tensor2d(matrixOf(weights, 'embedding', [vocabulary, embedding]), [vocabulary, embedding]);
		this.encoder = makeGru(weights, 'encoder.', embedding, encoder.hidden);
		this.output = readLinear(weights, 'output', encoder.hidden, vector);
	}

	/** Encodes sentences to vectors [sentences, vector] of length 1. @param sentences token ids; none empty */
	encodeText(sentences: readonly (readonly number[])[]): Tensor2D {
		return tidy(() => {
			const cell: Cell = {
				gates: (words) => applyLinear(gather(this.rows, words) as Tensor2D, this.encoder.input),
				step: (gates, before) => {
					const h = before?.[0] ?? zeros([gates.shape[0], this.encoder.hidden]);
					return [gruStep(this.encoder, gates, h)];
				},
			};
			const means = meanStates(
				cell,
				sentences.map((ids) => ids.slice(0, this.maxTokens)),
			);
			return unit(applyLinear(means, this.output));
		});
	}
}
