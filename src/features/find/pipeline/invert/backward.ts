/** The likelihood of a sentence given several points at once, and its gradient with respect to the points, derived by hand. */
import {
	add,
	concat,
	logSumExp,
	matMul,
	mul,
	type Rank,
	reshape,
	sigmoid,
	slice,
	softmax,
	split,
	square,
	sub,
	sum,
	type Tensor1D,
	type Tensor2D,
	tanh,
	transpose,
	zeros,
} from '@tensorflow/tfjs-core';
import type { Captioner } from '../../../../nets/captioner';
import type { Gru } from '../../../../nets/gru';
import { applyLinear } from '../../../../nets/weights';

/** The decoder's weights, transposed once: otherwise the backward pass would transpose them at every step. */
export interface TransposedDecoder {
	/** [3 * hidden, hidden] */
	readonly state: Tensor2D;
	/** [3 * hidden, width] */
	readonly input: Tensor2D;
	/** [width, hidden] */
	readonly output: Tensor2D;
}

export function transposeDecoder({ decoder, output }: Captioner): TransposedDecoder {
	const transposed = (weight: Tensor2D) => transpose(weight) as Tensor2D;
	return {
		state: transposed(decoder.state.weight),
		input: transposed(decoder.input.weight),
		output: transposed(output.weight),
	};
}

/** A sentence, prepared for the decoder. The same for every point. */
export interface TargetSentence {
	/** The inputs' part of the gates, for the start token and the words: [steps, 3 * hidden]. */
	readonly gates: Tensor2D;
	/** Embeddings of the target words, the end token last: [steps, width]. */
	readonly targetEmbeddings: Tensor2D;
	/** Sum of the target words' biases. */
	readonly bias: number;
}

interface Cell {
	readonly before: Tensor2D;
	readonly r: Tensor2D;
	readonly z: Tensor2D;
	readonly n: Tensor2D;
	/** The state's part of the candidate's pre-activation. */
	readonly own: Tensor2D;
	readonly h: Tensor2D;
}

/** One step of the GRU, as `gruStep`, that keeps what the gradient needs. */
function forwardCell({ hidden, state }: Gru, gates: Tensor2D, before: Tensor2D): Cell {
	const fromState = applyLinear(before, state);
	const opening = sigmoid(add(slice(gates, [0, 0], [-1, 2 * hidden]), slice(fromState, [0, 0], [-1, 2 * hidden])));
	const [r, z] = split(opening, 2, 1) as [Tensor2D, Tensor2D];
	const own = slice(fromState, [0, 2 * hidden]) as Tensor2D;
	const n = tanh(add<Tensor2D>(slice(gates, [0, 2 * hidden]), mul(r, own)));
	return { before, r, z, n, own, h: add<Tensor2D>(n, mul(z, sub(before, n))) };
}

/** Backpropagates through one step: from the gradient of its state to those of the state before and of the inputs' part of the gates. */
function backwardCell({ before, r, z, n, own }: Cell, dh: Tensor2D, transposed: TransposedDecoder) {
	const dn = mul<Tensor2D>(mul(dh, sub(1, z)), sub(1, square(n)));
	const dz = mul<Tensor2D>(mul(dh, sub(before, n)), mul(z, sub(1, z)));
	const dr = mul<Tensor2D>(mul(dn, own), mul(r, sub(1, r)));
	const fromState = concat([dr, dz, mul<Tensor2D>(dn, r)], 1);
	return {
		before: add<Tensor2D>(mul(dh, z), matMul(fromState, transposed.state)),
		gates: () => concat([dr, dz, dn], 1),
	};
}

/**
 * Computes the sentence's negative log-likelihood per word, and its gradient. Call within a tidy.
 *
 * @param points [restarts, width]
 * @returns losses [restarts] and their gradients with respect to the points, [restarts, width]
 */
export function sentenceLikelihood(
	captioner: Captioner,
	transposed: TransposedDecoder,
	{ gates, targetEmbeddings, bias }: TargetSentence,
	points: Tensor2D,
): { readonly losses: Tensor1D; readonly gradient: Tensor2D } {
	const { decoder, output, embedding, wordBias, pictureScale } = captioner;
	const [restarts, width] = points.shape;
	const steps = gates.shape[0];
	const imageGates = applyLinear(mul<Tensor2D>(points, pictureScale), decoder.input);
	const cells = [forwardCell(decoder, imageGates, zeros([restarts, decoder.hidden]))];
	for (let at = 0; at < steps; at++) {
		cells.push(forwardCell(decoder, slice(gates, [at, 0], [1, -1]), (cells[at] as Cell).h));
	}
	// All steps and restarts in one matrix product.
	const outputs = applyLinear(
		concat(
			cells.slice(1).map(({ h }) => h),
			0,
		),
		output,
	);
	const logits = add<Tensor2D>(matMul(outputs, embedding.columns), wordBias);
	const targets = reshape(targetEmbeddings, [steps, 1, width]);
	const all = sum(reshape(logSumExp(logits, 1), [steps, restarts]), 0);
	const agreed = sum(mul(reshape(outputs, [steps, restarts, width]), targets), [0, 2]);
	const losses = mul<Tensor1D>(sub(sub(all, agreed), bias), 1 / steps);

	const expected = reshape(matMul(softmax(logits), embedding.rows), [steps, restarts, width]);
	const dOutputs = reshape<Rank.R2>(mul(sub(expected, targets), 1 / steps), [steps * restarts, width]);
	const dStates = split(matMul<Tensor2D>(dOutputs, transposed.output), steps, 0) as Tensor2D[];
	let dh: Tensor2D | undefined;
	for (let at = steps; at >= 1; at--) {
		const own = dStates[at - 1] as Tensor2D;
		dh = backwardCell(cells[at] as Cell, dh ? add<Tensor2D>(dh, own) : own, transposed).before;
	}
	const first = backwardCell(cells[0] as Cell, dh as Tensor2D, transposed);
	return { losses, gradient: mul<Tensor2D>(matMul(first.gates(), transposed.input), pictureScale) };
}
