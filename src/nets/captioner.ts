/** The captioner: encodes images and sentences to a joint space, and decodes captions from it. */
import * as tf from '@tensorflow/tfjs-core';
import { type Embedding, embed, makeEmbedding } from './embedding';
import { type Gru, gruStep, makeGru } from './gru';
import { type Lstm, lstmStep, makeLstm } from './lstm';
import { meanStates } from './meanStates';
import { applyLinear, type Linear, matrixOf, readLinear, type Weights, weightOf } from './weights';
import type { WordModel } from './wordModel';

/** A captioner's sizes and special tokens, from its config.json. */
export interface CaptionerShape {
	/** Length of a joint vector, and of a word embedding. */
	readonly pictureVector: number;
	readonly decoder: { readonly hidden: number };
	readonly sentenceEncoder: { readonly hidden: number };
	/** Ids of the special tokens. */
	readonly special: {
		readonly pad: number;
		readonly start: number;
		readonly end: number;
		readonly unknown: number;
	};
}

/** The logit of tokens that are never generated: a probability of 0 in float32, without infinities. */
const NEVER = -1e9;

export class Captioner implements WordModel {
	readonly start: number;
	readonly end: number;
	/** Size of the vocabulary, special tokens included. */
	readonly words: number;
	readonly embedding: Embedding;
	readonly decoder: Gru;
	readonly output: Linear;
	/** [words]; NEVER for the special tokens that are never generated. */
	readonly wordBias: tf.Tensor1D;
	/** Factor applied to a joint vector at the decoder's input. */
	readonly pictureScale: number;
	private readonly picture: Linear;
	private readonly encoder: Lstm;
	private readonly sentence: Linear;

	/**
	 * Puts the weights on the device.
	 *
	 * @param features length of a pooled picture: channels of perception's deepest layer
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor(shape: CaptionerShape, words: number, features: number, weights: Weights) {
		const { pictureVector: width, decoder, sentenceEncoder, special } = shape;
		this.words = words;
		this.start = special.start;
		this.end = special.end;
		this.picture = readLinear(weights, 'picture', features, width);
		this.embedding = makeEmbedding(matrixOf(weights, 'embedding', [words, width]), words);
		this.pictureScale = weightOf(weights, 'decoder.pictureScale', [1])[0] as number;
		this.decoder = makeGru(weights, 'decoder.', width, decoder.hidden);
		this.output = readLinear(weights, 'decoder.output', decoder.hidden, width);
		const bias = weightOf(weights, 'decoder.wordBias', [words]).slice();
		for (const id of [special.pad, special.start, special.unknown]) bias[id] = NEVER;
		this.wordBias = tf.tensor1d(bias);
		this.encoder = makeLstm(weights, 'encoder.', width, sentenceEncoder.hidden);
		this.sentence = readLinear(weights, 'encoder.output', sentenceEncoder.hidden, width);
	}

	/** Projects pooled image features [count, features] to joint vectors [count, pictureVector] of length 1. */
	encodeImage(features: tf.Tensor2D): tf.Tensor2D {
		return tf.tidy(() => unit(applyLinear(features, this.picture)));
	}

	/**
	 * Encodes sentences to joint vectors [sentences, pictureVector] of length 1.
	 *
	 * @param sentences word ids without special tokens; none empty
	 */
	encodeText(sentences: readonly (readonly number[])[]): tf.Tensor2D {
		return tf.tidy(() => {
			const means = meanStates(
				{
					gates: (words) => applyLinear(embed(this.embedding, words), this.encoder.input),
					step: (gates, before) => {
						const { h, c } = lstmStep(this.encoder, gates, before && { h: before[0], c: before[1] as tf.Tensor2D });
						return [h, c];
					},
				},
				sentences,
			);
			return unit(applyLinear(means, this.sentence));
		});
	}

	initialState(points: tf.Tensor2D): tf.Tensor2D {
		return tf.tidy(() => {
			const gates = applyLinear(tf.mul<tf.Tensor2D>(points, this.pictureScale), this.decoder.input);
			return gruStep(this.decoder, gates, tf.zeros([points.shape[0], this.decoder.hidden]));
		});
	}

	step(state: tf.Tensor2D, words: tf.Tensor1D): tf.Tensor2D {
		return tf.tidy(() => gruStep(this.decoder, applyLinear(embed(this.embedding, words), this.decoder.input), state));
	}

	logits(state: tf.Tensor2D): tf.Tensor2D {
		return tf.tidy(() => {
			const a = applyLinear(state, this.output);
			return tf.fused.matMul({ a, b: this.embedding.columns, bias: this.wordBias }) as tf.Tensor2D;
		});
	}
}

/** Scales rows to length 1; like PyTorch's normalize, it leaves a row of zeros as it is. */
export function unit(rows: tf.Tensor2D): tf.Tensor2D {
	return tf.tidy(() => tf.div<tf.Tensor2D>(rows, tf.maximum(tf.sqrt(tf.sum(tf.square(rows), 1, true)), 1e-12)));
}
