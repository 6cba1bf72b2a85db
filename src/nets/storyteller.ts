/**
 * The decoder that writes stories: a GRU that is told at every step, by a thought vector, what its passage is about.
 * The thought joins the gates and the output layer; what comes of it there is computed once a passage.
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
import { applyLinear, type Linear, makeLinear, matrixOf, transposed, type Weights, weightOf } from './weights';

/** Sizes, as its config.json tells them. */
export interface StorytellerShape {
	/** Entries of the tokeniser. */
	readonly vocabulary: number;
	/** Numbers of an entry's vector. */
	readonly embedding: number;
	readonly decoder: { readonly hidden: number };
	/** Numbers of a thought vector. */
	readonly thought: number;
}

/** What a thought adds. */
export interface Thought {
	/** To the gates, [1, 3 * hidden]. */
	readonly gates: Tensor2D;
	/** To the output layer, [1, embedding]. */
	readonly output: Tensor2D;
}

/** What writes: a {@link Storyteller}, or what a test puts in its place. */
export type Teller = Pick<Storyteller, 'begin' | 'hear' | 'hearAll' | 'logits' | 'think'>;

export class Storyteller {
	/** Numbers of a thought vector. */
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
		this.output = makeLinear(
			matrixOf(weights, 'output.weight', [embedding, decoder.hidden]),
			weightOf(weights, 'output.bias', [embedding]),
		);
		this.thoughtGates = transposed(matrixOf(weights, 'decoder.thought.weight', [gates, thought]), gates);
		this.thoughtOutput = transposed(matrixOf(weights, 'output.thought.weight', [embedding, thought]), embedding);
		this.wordBias = tensor1d(weightOf(weights, 'wordBias', [vocabulary]));
	}

	/** @param vector of `width` numbers */
	think(vector: Float32Array): Thought {
		return tidy(() => {
			const row = tensor2d(vector, [1, this.width]);
			return { gates: matMul<Tensor2D>(row, this.thoughtGates), output: matMul<Tensor2D>(row, this.thoughtOutput) };
		});
	}

	/** The state before anything was heard, [1, hidden]. */
	begin(): Tensor2D {
		return zeros([1, this.decoder.hidden]);
	}

	/**
	 * States that have heard one more token each.
	 *
	 * @param state [rows, hidden]
	 * @param tokens ids [rows], int32
	 * @param thought of the passage that the token after these belongs to
	 */
	hear(state: Tensor2D, tokens: Tensor1D, thought: Thought): Tensor2D {
		return tidy(() => gruStep(this.decoder, this.gates(tokens, thought), state));
	}

	/** The state of one row after several tokens. @param state [1, hidden] */
	hearAll(state: Tensor2D, tokens: readonly number[], thought: Thought): Tensor2D {
		return tidy(() => {
			const gates = this.gates(tensor1d([...tokens], 'int32'), thought);
			return tokens.reduce((h, _, at) => gruStep(this.decoder, slice(gates, [at, 0], [1, -1]), h), state.clone());
		});
	}

	/** What comes next, [rows, vocabulary], before softmax. @param state [rows, hidden] */
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
