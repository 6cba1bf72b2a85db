/** The decoder run over a sentence for several points at once, and its gradient back to the points, written by hand. */
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

/** The decoder's weights turned round: a product with a transposed matrix would be turned at every step. */
export interface TurnedDecoder {
	/** [3 * hidden, hidden] */
	readonly state: Tensor2D;
	/** [3 * hidden, width] */
	readonly input: Tensor2D;
	/** [width, hidden] */
	readonly output: Tensor2D;
}

export function turnDecoder({ decoder, output }: Captioner): TurnedDecoder {
	const turned = (weight: Tensor2D) => transpose(weight) as Tensor2D;
	return {
		state: turned(decoder.state.weight),
		input: turned(decoder.input.weight),
		output: turned(output.weight),
	};
}

/** What a sentence is to the decoder: the same for every point. */
export interface HeardSentence {
	/** What start sign and words give to the gates, [steps, 3 * hidden]. */
	readonly gates: Tensor2D;
	/** The vectors of the words that should be said, end sign last, [steps, width]. */
	readonly wanted: Tensor2D;
	/** Sum of these words' biases. */
	readonly bias: number;
}

interface Cell {
	readonly before: Tensor2D;
	readonly r: Tensor2D;
	readonly z: Tensor2D;
	readonly n: Tensor2D;
	/** The state's part of n's argument. */
	readonly own: Tensor2D;
	readonly h: Tensor2D;
}

/** One step as gruStep, keeping what its gradient needs. */
function forwardCell({ hidden, state }: Gru, gates: Tensor2D, before: Tensor2D): Cell {
	const fromState = applyLinear(before, state);
	const opening = sigmoid(add(slice(gates, [0, 0], [-1, 2 * hidden]), slice(fromState, [0, 0], [-1, 2 * hidden])));
	const [r, z] = split(opening, 2, 1) as [Tensor2D, Tensor2D];
	const own = slice(fromState, [0, 2 * hidden]) as Tensor2D;
	const n = tanh(add<Tensor2D>(slice(gates, [0, 2 * hidden]), mul(r, own)));
	return { before, r, z, n, own, h: add<Tensor2D>(n, mul(z, sub(before, n))) };
}

/** From a state's gradient to that of the state before it and of the input's part of the gates. */
function backwardCell({ before, r, z, n, own }: Cell, dh: Tensor2D, turned: TurnedDecoder) {
	const dn = mul<Tensor2D>(mul(dh, sub(1, z)), sub(1, square(n)));
	const dz = mul<Tensor2D>(mul(dh, sub(before, n)), mul(z, sub(1, z)));
	const dr = mul<Tensor2D>(mul(dn, own), mul(r, sub(1, r)));
	const fromState = concat([dr, dz, mul<Tensor2D>(dn, r)], 1);
	return {
		before: add<Tensor2D>(mul(dh, z), matMul(fromState, turned.state)),
		gates: () => concat([dr, dz, dn], 1),
	};
}

/**
 * Negative log-likelihood of the sentence a word, and its gradient. Call within a tidy.
 *
 * @param points [restarts, width]
 * @returns losses [restarts] and their gradients with respect to the points, [restarts, width]
 */
export function sentenceLikelihood(
	captioner: Captioner,
	turned: TurnedDecoder,
	{ gates, wanted, bias }: HeardSentence,
	points: Tensor2D,
): { readonly losses: Tensor1D; readonly gradient: Tensor2D } {
	const { decoder, output, embedding, wordBias, pictureScale } = captioner;
	const [restarts, width] = points.shape;
	const steps = gates.shape[0];
	const seen = applyLinear(mul<Tensor2D>(points, pictureScale), decoder.input);
	const cells = [forwardCell(decoder, seen, zeros([restarts, decoder.hidden]))];
	for (let at = 0; at < steps; at++) {
		cells.push(forwardCell(decoder, slice(gates, [at, 0], [1, -1]), (cells[at] as Cell).h));
	}
	// Step after step, the restarts of each together: one product for all.
	const said = applyLinear(
		concat(
			cells.slice(1).map(({ h }) => h),
			0,
		),
		output,
	);
	const logits = add<Tensor2D>(matMul(said, embedding.columns), wordBias);
	const chosen = reshape(wanted, [steps, 1, width]);
	const all = sum(reshape(logSumExp(logits, 1), [steps, restarts]), 0);
	const agreed = sum(mul(reshape(said, [steps, restarts, width]), chosen), [0, 2]);
	const losses = mul<Tensor1D>(sub(sub(all, agreed), bias), 1 / steps);

	const expected = reshape(matMul(softmax(logits), embedding.rows), [steps, restarts, width]);
	const dSaid = reshape<Rank.R2>(mul(sub(expected, chosen), 1 / steps), [steps * restarts, width]);
	const dStates = split(matMul<Tensor2D>(dSaid, turned.output), steps, 0) as Tensor2D[];
	let dh: Tensor2D | undefined;
	for (let at = steps; at >= 1; at--) {
		const own = dStates[at - 1] as Tensor2D;
		dh = backwardCell(cells[at] as Cell, dh ? add<Tensor2D>(dh, own) : own, turned).before;
	}
	const first = backwardCell(cells[0] as Cell, dh as Tensor2D, turned);
	return { losses, gradient: mul<Tensor2D>(matMul(first.gates(), turned.input), pictureScale) };
}
