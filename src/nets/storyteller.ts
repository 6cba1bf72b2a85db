/**
 * The decoder that writes stories: a GRU conditioned at every step on a thought vector, which encodes what the passage
 * is about. The vector adds to the gates and to the output layer; both terms are computed once per passage.
 */
import {
	add,
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
	readonly decoder: { readonly hidden: number };
	/** Length of a thought vector. */
	readonly thought: number;
}

/** The terms that a thought vector adds to the decoder. */
export interface Thought {
	/** Added to the gates, [1, 3 * hidden]. */
	readonly gates: Tensor2D;
	/** Added to the output layer, [1, embedding]. */
	readonly output: Tensor2D;
}

/** The part of {@link Storyteller} that the writer needs; tests replace it. */
export type StoryDecoder = Pick<Storyteller, 'condition' | 'initialState' | 'logits' | 'prefill' | 'step'>;

export class Storyteller {
	/** Length of a thought vector. */
	readonly width: number;
	private readonly embedding: Embedding;
	private readonly decoder: Gru;
	private readonly output: Linear;
	/** [thought, 3 * hidden] */
	private readonly thoughtGates: Tensor2D;
	/** [thought, embedding] */
	private readonly thoughtOutput: Tensor2D;
	private readonly wordBias: Tensor1D;

	/**
	 * Puts the weights on the device.
	 *
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor(shape: StorytellerShape, weights: Weights) {
		const { vocabulary, embedding, decoder, thought } = shape;
		const gates = 3 * decoder.hidden;
		this.width = thought;
		this.embedding = makeEmbedding(matrixOf(weights, 'embedding', [vocabulary, embedding]), vocabulary);
		this.decoder = makeGru(weights, 'decoder.', embedding, decoder.hidden);
		this.output = readLinear(weights, 'output', decoder.hidden, embedding);
		this.thoughtGates = transposed(matrixOf(weights, 'decoder.thought.weight', [gates, thought]), gates);
		this.thoughtOutput = transposed(matrixOf(weights, 'output.thought.weight', [embedding, thought]), embedding);
		this.wordBias = tensor1d(weightOf(weights, 'wordBias', [vocabulary]));
	}

	/** Computes the terms that a thought vector adds. @param vector [width] */
	condition(vector: Float32Array): Thought {
		return tidy(() => {
			const row = tensor2d(vector, [1, this.width]);
			return { gates: matMul<Tensor2D>(row, this.thoughtGates), output: matMul<Tensor2D>(row, this.thoughtOutput) };
		});
	}

	/** The state before the first token, [1, hidden]. */
	initialState(): Tensor2D {
		return zeros([1, this.decoder.hidden]);
	}

	/**
	 * Feeds one token to each row and returns the new states.
	 *
	 * @param state [rows, hidden]
	 * @param tokens ids [rows], int32
	 * @param thought conditions the next token: that of the passage it belongs to
	 */
	step(state: Tensor2D, tokens: Tensor1D, thought: Thought): Tensor2D {
		return tidy(() => gruStep(this.decoder, this.gates(tokens, thought), state));
	}

	/** Feeds several tokens to one row and returns its state. @param state [1, hidden] */
	prefill(state: Tensor2D, tokens: readonly number[], thought: Thought): Tensor2D {
		return tidy(() => {
			const gates = this.gates(tensor1d([...tokens], 'int32'), thought);
			return tokens.reduce((h, _, at) => gruStep(this.decoder, slice(gates, [at, 0], [1, -1]), h), state.clone());
		});
	}

	/** Scores of the next token before softmax, [rows, vocabulary]. @param state [rows, hidden] */
	logits(state: Tensor2D, thought: Thought): Tensor2D {
		return tidy(() => {
			const a = add<Tensor2D>(applyLinear(state, this.output), thought.output);
			return fused.matMul({ a, b: this.embedding.columns, bias: this.wordBias }) as Tensor2D;
		});
	}

	/** [tokens, 3 * hidden] */
	private gates(tokens: Tensor1D, thought: Thought): Tensor2D {
		return add(applyLinear(embed(this.embedding, tokens), this.decoder.input), thought.gates);
	}
}
