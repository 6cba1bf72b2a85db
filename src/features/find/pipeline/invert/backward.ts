/** The likelihood of a sentence given several points at once, and its gradient with respect to the points, derived by hand. */
import * as tf from '@tensorflow/tfjs-core';
import type { CaptionDecoder } from '../../../../nets/captionDecoder';
import type { Gru } from '../../../../nets/gru';
import { applyLinear } from '../../../../nets/weights';

/** The decoder's weights, transposed once: otherwise the backward pass would transpose them at every step. */
export interface TransposedDecoder {
	/** [3 * hidden, hidden] */
	readonly state: tf.Tensor2D;
	/** [3 * hidden, width] */
	readonly input: tf.Tensor2D;
	/** [width, hidden] */
	readonly output: tf.Tensor2D;
	/** [width, pictureVector] */
	readonly point: tf.Tensor2D;
}

export function transposeDecoder({ gru, output, point }: CaptionDecoder): TransposedDecoder {
	const transposed = (weight: tf.Tensor2D) => tf.transpose(weight) as tf.Tensor2D;
	return {
		state: transposed(gru.state.weight),
		input: transposed(gru.input.weight),
		output: transposed(output.weight),
		point: transposed(point.weight),
	};
}

/** A sentence, prepared for the decoder. The same for every point. */
export interface TargetSentence {
	/** The inputs' part of the gates, for the start token and the words: [steps, 3 * hidden]. */
	readonly gates: tf.Tensor2D;
	/** Embeddings of the target words, the end token last: [steps, width]. */
	readonly targetEmbeddings: tf.Tensor2D;
	/** Sum of the target words' biases. */
	readonly bias: number;
}

interface Cell {
	readonly before: tf.Tensor2D;
	readonly r: tf.Tensor2D;
	readonly z: tf.Tensor2D;
	readonly n: tf.Tensor2D;
	/** The state's part of the candidate's pre-activation. */
	readonly own: tf.Tensor2D;
	readonly h: tf.Tensor2D;
}

/** One step of the GRU, as `gruStep`, that keeps what the gradient needs. */
function forwardCell({ hidden, state }: Gru, gates: tf.Tensor2D, before: tf.Tensor2D): Cell {
	const fromState = applyLinear(before, state);
	const opening = tf.sigmoid(
		tf.add(tf.slice(gates, [0, 0], [-1, 2 * hidden]), tf.slice(fromState, [0, 0], [-1, 2 * hidden])),
	);
	const [r, z] = tf.split(opening, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
	const own = tf.slice(fromState, [0, 2 * hidden]) as tf.Tensor2D;
	const n = tf.tanh(tf.add<tf.Tensor2D>(tf.slice(gates, [0, 2 * hidden]), tf.mul(r, own)));
	return { before, r, z, n, own, h: tf.add<tf.Tensor2D>(n, tf.mul(z, tf.sub(before, n))) };
}

/** Backpropagates through one step: from the gradient of its state to those of the state before and of the inputs' part of the gates. */
function backwardCell({ before, r, z, n, own }: Cell, dh: tf.Tensor2D, transposed: TransposedDecoder) {
	const dn = tf.mul<tf.Tensor2D>(tf.mul(dh, tf.sub(1, z)), tf.sub(1, tf.square(n)));
	const dz = tf.mul<tf.Tensor2D>(tf.mul(dh, tf.sub(before, n)), tf.mul(z, tf.sub(1, z)));
	const dr = tf.mul<tf.Tensor2D>(tf.mul(dn, own), tf.mul(r, tf.sub(1, r)));
	const fromState = tf.concat([dr, dz, tf.mul<tf.Tensor2D>(dn, r)], 1);
	return {
		before: tf.add<tf.Tensor2D>(tf.mul(dh, z), tf.matMul(fromState, transposed.state)),
		gates: () => tf.concat([dr, dz, dn], 1),
	};
}

/**
 * Computes the sentence's negative log-likelihood per word, and its gradient. Call within a tidy.
 *
 * @param points [restarts, pictureVector]
 * @returns losses [restarts] and their gradients with respect to the points, [restarts, pictureVector]
 */
export function sentenceLikelihood(
	decoder: CaptionDecoder,
	transposed: TransposedDecoder,
	{ gates, targetEmbeddings, bias }: TargetSentence,
	points: tf.Tensor2D,
): { readonly losses: tf.Tensor1D; readonly gradient: tf.Tensor2D } {
	const { gru, output, embedding, wordBias, point } = decoder;
	const restarts = points.shape[0];
	const [steps, width] = targetEmbeddings.shape;
	const imageGates = applyLinear(applyLinear(points, point), gru.input);
	const cells = [forwardCell(gru, imageGates, tf.zeros([restarts, gru.hidden]))];
	for (let at = 0; at < steps; at++) {
		cells.push(forwardCell(gru, tf.slice(gates, [at, 0], [1, -1]), (cells[at] as Cell).h));
	}
	// All steps and restarts in one matrix product.
	const outputs = applyLinear(
		tf.concat(
			cells.slice(1).map(({ h }) => h),
			0,
		),
		output,
	);
	const logits = tf.add<tf.Tensor2D>(tf.matMul(outputs, embedding.columns), wordBias);
	const targets = tf.reshape(targetEmbeddings, [steps, 1, width]);
	const all = tf.sum(tf.reshape(tf.logSumExp(logits, 1), [steps, restarts]), 0);
	const agreed = tf.sum(tf.mul(tf.reshape(outputs, [steps, restarts, width]), targets), [0, 2]);
	const losses = tf.mul<tf.Tensor1D>(tf.sub(tf.sub(all, agreed), bias), 1 / steps);

	const expected = tf.reshape(tf.matMul(tf.softmax(logits), embedding.rows), [steps, restarts, width]);
	const dOutputs = tf.reshape<tf.Rank.R2>(tf.mul(tf.sub(expected, targets), 1 / steps), [steps * restarts, width]);
	const dStates = tf.split(tf.matMul<tf.Tensor2D>(dOutputs, transposed.output), steps, 0) as tf.Tensor2D[];
	let dh: tf.Tensor2D | undefined;
	for (let at = steps; at >= 1; at--) {
		const own = dStates[at - 1] as tf.Tensor2D;
		dh = backwardCell(cells[at] as Cell, dh ? tf.add<tf.Tensor2D>(dh, own) : own, transposed).before;
	}
	const first = backwardCell(cells[0] as Cell, dh as tf.Tensor2D, transposed);
	return { losses, gradient: tf.matMul(tf.matMul<tf.Tensor2D>(first.gates(), transposed.input), transposed.point) };
}
