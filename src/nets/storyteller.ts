/**
 * The decoder that writes stories: GRU layers conditioned at every step on the theme of the story and on what the passage
 * goes on from. Both add to the gates of each layer and to the output layer; these terms are computed once per passage.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type Embedding, embed, makeEmbedding } from './embedding';
import { type Gru, gruStep, makeGru } from './gru';
import { applyLinear, type Linear, matrixOf, readLinear, transposed, type Weights, weightOf } from './weights';

/** The decoder's sizes, from its config.json. */
export interface StorytellerShape {
	/** Size of the tokenizer's vocabulary. */
	readonly vocabulary: number;
	/** Length of a token's embedding. */
	readonly embedding: number;
	readonly decoder: { readonly hidden: number; readonly layers: number };
	/** Lengths of the two parts of a condition, in this order. */
	readonly theme: number;
	readonly opening: number;
}

/** The terms that a condition adds to the decoder. */
export interface Condition {
	/** Added to the gates of each layer, [1, 3 * hidden]. */
	readonly gates: readonly tf.Tensor2D[];
	/** Added to the output layer, [1, embedding]. */
	readonly output: tf.Tensor2D;
}

/** The part of {@link Storyteller} that the writer needs; tests replace it. */
export type StoryDecoder = Pick<Storyteller, 'condition' | 'initialState' | 'logits' | 'prefill' | 'step'>;

export class Storyteller {
	/** Length of a condition. */
	readonly width: number;
	private readonly hidden: number;
	private readonly embedding: Embedding;
	private readonly layers: readonly Gru[];
	private readonly output: Linear;
	/** Of each layer, [width, 3 * hidden]. */
	private readonly conditionGates: readonly tf.Tensor2D[];
	/** [width, embedding] */
	private readonly conditionOutput: tf.Tensor2D;
	private readonly wordBias: tf.Tensor1D;

	/**
	 * Puts the weights on the device.
	 *
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor(shape: StorytellerShape, weights: Weights) {
		const { vocabulary, embedding, decoder, theme, opening } = shape;
		const { hidden, layers } = decoder;
		const prefixes = Array.from({ length: layers }, (_, at) => (at === 0 ? 'decoder.' : `decoder.${at}.`));
		this.width = theme + opening;
		this.hidden = hidden;
		this.embedding = makeEmbedding(matrixOf(weights, 'embedding', [vocabulary, embedding]), vocabulary);
		this.layers = prefixes.map((prefix, at) => makeGru(weights, prefix, at === 0 ? embedding : hidden, hidden));
		this.output = readLinear(weights, 'output', hidden, embedding);
		this.conditionGates = prefixes.map((prefix) =>
			transposed(matrixOf(weights, `${prefix}condition.weight`, [3 * hidden, this.width]), 3 * hidden),
		);
		this.conditionOutput = transposed(matrixOf(weights, 'output.condition.weight', [embedding, this.width]), embedding);
		this.wordBias = tf.tensor1d(weightOf(weights, 'wordBias', [vocabulary]));
	}

	/** Computes the terms that a condition adds. @param vector [width]: the theme, then the opening */
	condition(vector: Float32Array): Condition {
		return tf.tidy(() => {
			const row = tf.tensor2d(vector, [1, this.width]);
			return {
				gates: this.conditionGates.map((weight) => tf.matMul<tf.Tensor2D>(row, weight)),
				output: tf.matMul<tf.Tensor2D>(row, this.conditionOutput),
			};
		});
	}

	/** The state before the first token, [1, layers * hidden]. */
	initialState(): tf.Tensor2D {
		return tf.zeros([1, this.layers.length * this.hidden]);
	}

	/**
	 * Feeds one token to each row and returns the new states.
	 *
	 * @param state [rows, layers * hidden]
	 * @param tokens ids [rows], int32
	 * @param condition for the next token: that of the passage it belongs to
	 */
	step(state: tf.Tensor2D, tokens: tf.Tensor1D, condition: Condition): tf.Tensor2D {
		return tf.tidy(() => this.advance(state, this.inputGates(tokens, condition), condition));
	}

	/** Feeds several tokens to one row and returns its state. @param state [1, layers * hidden] */
	prefill(state: tf.Tensor2D, tokens: readonly number[], condition: Condition): tf.Tensor2D {
		return tf.tidy(() => {
			const gates = this.inputGates(tf.tensor1d([...tokens], 'int32'), condition);
			return tokens.reduce((h, _, at) => this.advance(h, tf.slice(gates, [at, 0], [1, -1]), condition), state.clone());
		});
	}

	/** Scores of the next token before softmax, [rows, vocabulary]. @param state [rows, layers * hidden] */
	logits(state: tf.Tensor2D, condition: Condition): tf.Tensor2D {
		return tf.tidy(() => {
			const last = this.stateOf(state, this.layers.length - 1);
			const a = tf.add<tf.Tensor2D>(applyLinear(last, this.output), condition.output);
			return tf.fused.matMul({ a, b: this.embedding.columns, bias: this.wordBias }) as tf.Tensor2D;
		});
	}

	/** The first layer's gates, [tokens, 3 * hidden]. */
	private inputGates(tokens: tf.Tensor1D, condition: Condition): tf.Tensor2D {
		const [first] = this.layers as [Gru, ...Gru[]];
		return tf.add(applyLinear(embed(this.embedding, tokens), first.input), condition.gates[0] as tf.Tensor2D);
	}

	/** @param gates the first layer's, [rows, 3 * hidden] */
	private advance(state: tf.Tensor2D, gates: tf.Tensor2D, condition: Condition): tf.Tensor2D {
		const after: tf.Tensor2D[] = [];
		for (const [at, layer] of this.layers.entries()) {
			const below = after.at(-1);
			const own = below
				? tf.add<tf.Tensor2D>(applyLinear(below, layer.input), condition.gates[at] as tf.Tensor2D)
				: gates;
			after.push(gruStep(layer, own, this.stateOf(state, at)));
		}
		return after.length === 1 ? (after[0] as tf.Tensor2D) : tf.concat(after, 1);
	}

	private stateOf(state: tf.Tensor2D, layer: number): tf.Tensor2D {
		return this.layers.length === 1 ? state : tf.slice(state, [0, layer * this.hidden], [-1, this.hidden]);
	}
}
