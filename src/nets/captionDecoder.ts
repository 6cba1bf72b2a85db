/** The captioner's decoder: a GRU that starts from a joint vector and attends to the picture's grid at each word. */
import * as tf from '@tensorflow/tfjs-core';
import { Attention, type ProjectedGrids } from './attention';
import type { CaptionerShape } from './captionerShape';
import { type Embedding, embed, makeEmbedding } from './embedding';
import { type Gru, gruStep, makeGru } from './gru';
import { applyLinear, type Linear, matrixOf, readLinear, type Weights, weightOf } from './weights';
import type { WordModel } from './wordModel';

/** The logit of tokens that are never generated: a probability of 0 in float32, without infinities. */
const NEVER = -1e9;

/** The layers for what was attended to, the context: a further input of the GRU and of the output layer. */
interface ContextLayers {
	/** Context to gates, [width, 3 * hidden]. */
	readonly gates: tf.Tensor2D;
	/** Context to output, [width, width]. */
	readonly output: tf.Tensor2D;
}

/** As a WordModel it decodes from joint vectors alone; {@link CaptionDecoder.attendingTo} adds grids. */
export class CaptionDecoder implements WordModel {
	readonly start: number;
	readonly end: number;
	/** Size of the vocabulary, special tokens included. */
	readonly words: number;
	readonly embedding: Embedding;
	/** Joint vector to the decoder's first input. */
	readonly point: Linear;
	/** Its input is a word's embedding, or what `point` gives. */
	readonly gru: Gru;
	/** State to an output as long as an embedding, [hidden, width]. */
	readonly output: Linear;
	/** [words]; NEVER for the special tokens that are never generated. */
	readonly wordBias: tf.Tensor1D;
	private readonly attention: Attention;
	private readonly context: ContextLayers;

	/** @throws RangeError when a weight is missing or has another shape */
	constructor(shape: CaptionerShape, words: number, weights: Weights) {
		const { pictureVector, embedding: width, special } = shape;
		const { hidden } = shape.decoder;
		this.words = words;
		this.start = special.start;
		this.end = special.end;
		this.embedding = makeEmbedding(matrixOf(weights, 'embedding', [words, width]), words);
		this.point = readLinear(weights, 'decoder.point', pictureVector, width);
		const gru = makeGru(weights, 'decoder.', 2 * width, hidden);
		const output = readLinear(weights, 'decoder.output', hidden + width, width);
		const bias = weightOf(weights, 'decoder.wordBias', [words]).slice();
		for (const id of [special.pad, special.start, special.unknown]) bias[id] = NEVER;
		this.wordBias = tf.tensor1d(bias);
		const [ofWord, gates] = splitInputs(gru.input, width, width);
		const [ofState, ofContext] = splitInputs(output, hidden, width);
		this.gru = { ...gru, input: ofWord };
		this.output = ofState;
		this.attention = new Attention(shape.attention, width, hidden, weights);
		this.context = { gates, output: ofContext };
	}

	initialState(points: tf.Tensor2D): tf.Tensor2D {
		return tf.tidy(() => {
			const gates = applyLinear(applyLinear(points, this.point), this.gru.input);
			return gruStep(this.gru, gates, tf.zeros([points.shape[0], this.gru.hidden]));
		});
	}

	step(state: tf.Tensor2D, words: tf.Tensor1D): tf.Tensor2D {
		return tf.tidy(() => gruStep(this.gru, applyLinear(embed(this.embedding, words), this.gru.input), state));
	}

	logits(state: tf.Tensor2D): tf.Tensor2D {
		return tf.tidy(() => this.logitsOf(applyLinear(state, this.output)));
	}

	/** Scores of all words, [rows, words], for outputs [rows, width]. */
	logitsOf(outputs: tf.Tensor2D): tf.Tensor2D {
		return tf.fused.matMul({ a: outputs, b: this.embedding.columns, bias: this.wordBias }) as tf.Tensor2D;
	}

	/**
	 * Returns a decoder whose initial states attend to these pictures: row by row, each point to the grid of its picture.
	 *
	 * @param grids [pictures, cells, grid]; not disposed of
	 */
	attendingTo(grids: tf.Tensor3D): AttendingDecoder {
		return new AttendingDecoder(this, this.attention, this.attention.project(grids), this.context);
	}
}

/**
 * A decoder that attends to the grids of a batch of pictures. A row of its state holds the GRU's state, the last context
 * and the number of its picture, so that rows can be gathered in any order.
 */
export class AttendingDecoder implements WordModel {
	readonly start: number;
	readonly end: number;

	constructor(
		private readonly decoder: CaptionDecoder,
		private readonly attention: Attention,
		private readonly grids: ProjectedGrids,
		private readonly context: ContextLayers,
	) {
		this.start = decoder.start;
		this.end = decoder.end;
	}

	initialState(points: tf.Tensor2D): tf.Tensor2D {
		return tf.tidy(() => {
			const rows = points.shape[0];
			const context = tf.zeros<tf.Rank.R2>([rows, this.context.output.shape[0]]);
			const pictures = tf.reshape<tf.Rank.R2>(tf.range(0, rows), [rows, 1]);
			return tf.concat([this.decoder.initialState(points), context, pictures], 1);
		});
	}

	step(state: tf.Tensor2D, words: tf.Tensor1D): tf.Tensor2D {
		const { next, weights } = this.attendingStep(state, words);
		weights.dispose();
		return next;
	}

	/** Does a step, and returns what it attended to as well: [rows, cells]. The weights belong to the word that comes next. */
	attendingStep(state: tf.Tensor2D, words: tf.Tensor1D): { readonly next: tf.Tensor2D; readonly weights: tf.Tensor2D } {
		return tf.tidy(() => {
			const { embedding, gru } = this.decoder;
			const [h, , pictures] = this.partsOf(state);
			const rows = tf.reshape<tf.Rank.R1>(tf.cast(pictures, 'int32'), [-1]);
			const { context, weights } = this.attention.attend(h, this.grids, rows);
			const gates = tf.add<tf.Tensor2D>(
				applyLinear(embed(embedding, words), gru.input),
				tf.matMul(context, this.context.gates),
			);
			return { next: tf.concat([gruStep(gru, gates, h), context, pictures], 1), weights };
		});
	}

	logits(state: tf.Tensor2D): tf.Tensor2D {
		return tf.tidy(() => {
			const [h, context] = this.partsOf(state);
			const output = tf.add<tf.Tensor2D>(applyLinear(h, this.decoder.output), tf.matMul(context, this.context.output));
			return this.decoder.logitsOf(output);
		});
	}

	/** Frees the projected grids. */
	dispose(): void {
		this.grids.keys.dispose();
		this.grids.values.dispose();
	}

	private partsOf(state: tf.Tensor2D): [h: tf.Tensor2D, context: tf.Tensor2D, pictures: tf.Tensor2D] {
		const { hidden } = this.decoder.gru;
		const width = this.context.output.shape[0];
		return tf.split<tf.Tensor2D>(state, [hidden, width, 1], 1) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
	}
}

/** Splits a layer whose inputs come in two parts, and disposes of the whole. The bias stays with the first. */
function splitInputs({ weight, bias }: Linear, first: number, second: number): [Linear, tf.Tensor2D] {
	const [own, other] = tf.split<tf.Tensor2D>(weight, [first, second], 0) as [tf.Tensor2D, tf.Tensor2D];
	weight.dispose();
	return [{ weight: own, bias }, other];
}
