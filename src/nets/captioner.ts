/** The captioner on the device: pictures and sentences as points of one space, and words from a point. */
import {
	add,
	div,
	fused,
	maximum,
	mul,
	slice,
	sqrt,
	square,
	sum,
	type Tensor1D,
	type Tensor2D,
	tensor1d,
	tidy,
	zeros,
} from '@tensorflow/tfjs-core';
import { type Embedding, embed, makeEmbedding, readEmbedding } from './embedding';
import { type Gru, gruStep, makeGru } from './gru';
import { type Lstm, type LstmState, lstmStep, makeLstm } from './lstm';
import { applyLinear, type Linear, makeLinear, type Weights, weightOf } from './weights';
import type { WordModel } from './wordModel';

/** Sizes and signs of a captioner, as its config.json tells them. */
export interface CaptionerShape {
	/** Numbers of a point of the joint space, and of a word's vector. */
	readonly pictureVector: number;
	readonly decoder: { readonly hidden: number };
	readonly sentenceEncoder: { readonly hidden: number };
	/** Ids of the words that are signs. */
	readonly special: {
		readonly pad: number;
		readonly start: number;
		readonly end: number;
		readonly unknown: number;
	};
}

/** The logit of what is never said: its probability is 0 in float32, without infinities. */
const NEVER = -1e9;

export class Captioner implements WordModel {
	readonly start: number;
	readonly end: number;
	/** Words and signs. */
	readonly words: number;
	readonly embedding: Embedding;
	readonly decoder: Gru;
	readonly output: Linear;
	/** [words], NEVER for the signs that are never said. */
	readonly wordBias: Tensor1D;
	/** What a point is multiplied by before the decoder sees it. */
	readonly pictureScale: number;
	private readonly picture: Linear;
	private readonly encoder: Lstm;
	private readonly sentence: Linear;

	/**
	 * Puts the weights on the device.
	 *
	 * @param features numbers of a pooled picture: channels of perception's deepest layer
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor(shape: CaptionerShape, words: number, features: number, weights: Weights) {
		const { pictureVector: width, decoder, sentenceEncoder, special } = shape;
		const linear = (name: string, inputs: number) =>
			makeLinear(weightOf(weights, `${name}.weight`, [width, inputs]), weightOf(weights, `${name}.bias`, [width]));
		this.words = words;
		this.start = special.start;
		this.end = special.end;
		this.picture = linear('picture', features);
		this.embedding = makeEmbedding(readEmbedding(weights, words, width), words);
		this.pictureScale = weightOf(weights, 'decoder.pictureScale', [1])[0] as number;
		this.decoder = makeGru(weights, 'decoder.', width, decoder.hidden);
		this.output = linear('decoder.output', decoder.hidden);
		const bias = weightOf(weights, 'decoder.wordBias', [words]).slice();
		for (const sign of [special.pad, special.start, special.unknown]) bias[sign] = NEVER;
		this.wordBias = tensor1d(bias);
		this.encoder = makeLstm(weights, 'encoder.', width, sentenceEncoder.hidden);
		this.sentence = linear('encoder.output', sentenceEncoder.hidden);
	}

	/** Pooled pictures [count, features] to points [count, pictureVector], each of length 1. */
	look(features: Tensor2D): Tensor2D {
		return tidy(() => unit(applyLinear(features, this.picture)));
	}

	/** A sentence's point, [1, pictureVector], of length 1. @param words ids [count], at least one, no signs */
	read(words: Tensor1D): Tensor2D {
		return tidy(() => {
			const gates = applyLinear(embed(this.embedding, words), this.encoder.input);
			let state: LstmState | undefined;
			const states: Tensor2D[] = [];
			for (let at = 0; at < words.size; at++) {
				state = lstmStep(this.encoder, slice(gates, [at, 0], [1, -1]), state);
				states.push(state.h);
			}
			const total = states.reduce((all, h) => add<Tensor2D>(all, h));
			return unit(applyLinear(div<Tensor2D>(total, states.length), this.sentence));
		});
	}

	see(points: Tensor2D): Tensor2D {
		return tidy(() => {
			const gates = applyLinear(mul<Tensor2D>(points, this.pictureScale), this.decoder.input);
			return gruStep(this.decoder, gates, zeros([points.shape[0], this.decoder.hidden]));
		});
	}

	hear(state: Tensor2D, words: Tensor1D): Tensor2D {
		return tidy(() => gruStep(this.decoder, applyLinear(embed(this.embedding, words), this.decoder.input), state));
	}

	logits(state: Tensor2D): Tensor2D {
		return tidy(() => {
			const a = applyLinear(state, this.output);
			return fused.matMul({ a, b: this.embedding.columns, bias: this.wordBias }) as Tensor2D;
		});
	}
}

/** Rows of length 1; as PyTorch's normalize, a row of zeros stays one. */
export function unit(rows: Tensor2D): Tensor2D {
	return tidy(() => div<Tensor2D>(rows, maximum(sqrt(sum(square(rows), 1, true)), 1e-12)));
}
