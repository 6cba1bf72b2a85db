/**
 * The decoder that writes stories: GRU layers conditioned at every step on a vector, which encodes what the passage is
 * about. The vector adds to the gates of each layer and to the output layer; these terms are computed once per passage.
 */
import {
	add,
	concat,
	fused,
	matMul,
	slice,
	type Tensor1D,
	type Tensor2D,
	tensor1d,
	tensor2d,
	tidy,
	zeros,
} from '@tensorflow/tfjs-core';
import { type Embedding, embed, makeEmbedding } from './embedding';
import { type Gru, gruStep, makeGru } from './gru';
import { applyLinear, type Linear, matrixOf, readLinear, transposed, type Weights, weightOf } from './weights';

/** The decoder's sizes, from its config.json. */
export interface StorytellerShape {
	/** Size of the tokenizer's vocabulary. */
	readonly vocabulary: number;
	/** Length of a token's embedding. */
	readonly embedding: number;
	readonly decoder: { readonly hidden: number; readonly layers?: number | undefined };
	/** Length of a thought vector. */
	readonly thought: number;
	/** Length of a story's theme, which precedes the thought vector in the condition; 0 without one. */
	readonly theme?: number | undefined;
}

/** The terms that a condition adds to the decoder. */
export interface Condition {
	/** Added to the gates of each layer, [1, 3 * hidden]. */
	readonly gates: readonly Tensor2D[];
	/** Added to the output layer, [1, embedding]. */
	readonly output: Tensor2D;
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
	private readonly conditionGates: readonly Tensor2D[];
	/** [width, embedding] */
	private readonly conditionOutput: Tensor2D;
	private readonly wordBias: Tensor1D;

	/**
	 * Puts the weights on the device.
	 *
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor(shape: StorytellerShape, weights: Weights) {
		const { vocabulary, embedding, decoder, thought, theme = 0 } = shape;
		const { hidden, layers = 1 } = decoder;
		const prefixes = Array.from({ length: layers }, (_, at) => (at === 0 ? 'decoder.' : `decoder.${at}.`));
		this.width = theme + thought;
		this.hidden = hidden;
		this.embedding = makeEmbedding(matrixOf(weights, 'embedding', [vocabulary, embedding]), vocabulary);
		this.layers = prefixes.map((prefix, at) => makeGru(weights, prefix, at === 0 ? embedding : hidden, hidden));
		this.output = readLinear(weights, 'output', hidden, embedding);
		this.conditionGates = prefixes.map((prefix) =>
			transposed(matrixOf(weights, `${prefix}thought.weight`, [3 * hidden, this.width]), 3 * hidden),
		);
		this.conditionOutput = transposed(matrixOf(weights, 'output.thought.weight', [embedding, this.width]), embedding);
		this.wordBias = tensor1d(weightOf(weights, 'wordBias', [vocabulary]));
	}

	/** Computes the terms that a condition adds. @param vector [width]: the theme, if there is one, then the thought */
	condition(vector: Float32Array): Condition {
		return tidy(() => {
			const row = tensor2d(vector, [1, this.width]);
			return {
				gates: this.conditionGates.map((weight) => matMul<Tensor2D>(row, weight)),
				output: matMul<Tensor2D>(row, this.conditionOutput),
			};
		});
	}

	/** The state before the first token, [1, layers * hidden]. */
	initialState(): Tensor2D {
		return zeros([1, this.layers.length * this.hidden]);
	}

	/**
	 * Feeds one token to each row and returns the new states.
	 *
	 * @param state [rows, layers * hidden]
	 * @param tokens ids [rows], int32
	 * @param condition for the next token: that of the passage it belongs to
	 */
	step(state: Tensor2D, tokens: Tensor1D, condition: Condition): Tensor2D {
		return tidy(() => this.advance(state, this.inputGates(tokens, condition), condition));
	}

	/** Feeds several tokens to one row and returns its state. @param state [1, layers * hidden] */
	prefill(state: Tensor2D, tokens: readonly number[], condition: Condition): Tensor2D {
		return tidy(() => {
			const gates = this.inputGates(tensor1d([...tokens], 'int32'), condition);
			return tokens.reduce((h, _, at) => this.advance(h, slice(gates, [at, 0], [1, -1]), condition), state.clone());
		});
	}

	/** Scores of the next token before softmax, [rows, vocabulary]. @param state [rows, layers * hidden] */
	logits(state: Tensor2D, condition: Condition): Tensor2D {
		return tidy(() => {
			const last = this.stateOf(state, this.layers.length - 1);
			const a = add<Tensor2D>(applyLinear(last, this.output), condition.output);
			return fused.matMul({ a, b: this.embedding.columns, bias: this.wordBias }) as Tensor2D;
		});
	}

	/** The first layer's gates, [tokens, 3 * hidden]. */
	private inputGates(tokens: Tensor1D, condition: Condition): Tensor2D {
		const [first] = this.layers as [Gru, ...Gru[]];
		return add(applyLinear(embed(this.embedding, tokens), first.input), condition.gates[0] as Tensor2D);
	}

	/** @param gates the first layer's, [rows, 3 * hidden] */
	private advance(state: Tensor2D, gates: Tensor2D, condition: Condition): Tensor2D {
		const after: Tensor2D[] = [];
		for (const [at, layer] of this.layers.entries()) {
			const below = after.at(-1);
			const own = below ? add<Tensor2D>(applyLinear(below, layer.input), condition.gates[at] as Tensor2D) : gates;
			after.push(gruStep(layer, own, this.stateOf(state, at)));
		}
		return after.length === 1 ? (after[0] as Tensor2D) : concat(after, 1);
	}

	private stateOf(state: Tensor2D, layer: number): Tensor2D {
		return this.layers.length === 1 ? state : slice(state, [0, layer * this.hidden], [-1, this.hidden]);
	}
}
