/**
 * The objective of a deep search: the sentence's negative log-likelihood given a point, plus the point's negative log
 * density under the prior over picture vectors. The weights are fixed; the points are optimised.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { CaptionDecoder } from '../../../../nets/captionDecoder';
import { embed } from '../../../../nets/embedding';
import { applyLinear } from '../../../../nets/weights';
import type { Objective } from '../../../../optim/types';
import { sentenceLikelihood, type TargetSentence, type TransposedDecoder } from './backward';

/** A Gaussian over picture vectors. */
export interface Prior {
	/** [width] */
	readonly mean: tf.Tensor1D;
	/** [width, width], for rows of points: whitened = (point - mean) * whitening. */
	readonly whitening: tf.Tensor2D;
}

export interface Search {
	readonly priorWeight: number;
	/** Number of points that are optimised together. */
	readonly restarts: number;
}

/**
 * Prepares a sentence for the objective.
 * @param words ids without special tokens, at least one
 * @returns tensors that the caller disposes of
 */
export function prepareSentence(
	decoder: CaptionDecoder,
	words: readonly number[],
	wordBias: Float32Array,
): TargetSentence {
	const targets = [...words, decoder.end];
	const { gates, targetEmbeddings } = tf.tidy(() => {
		const ids = (values: readonly number[]) => tf.tensor1d([...values], 'int32');
		return {
			gates: applyLinear(embed(decoder.embedding, ids([decoder.start, ...words])), decoder.gru.input),
			targetEmbeddings: embed(decoder.embedding, ids(targets)),
		};
	});
	return { gates, targetEmbeddings, bias: targets.reduce((total, id) => total + (wordBias[id] as number), 0) };
}

/**
 * Makes the objective over `restarts` concatenated points, [restarts * width], each of which is normalised first.
 *
 * Its values are the sum of all losses, then per restart the loss, the negative log-likelihood per word and the prior
 * term: 1 + 3 * restarts numbers.
 */
export function sentenceObjective(
	decoder: CaptionDecoder,
	transposed: TransposedDecoder,
	prior: Prior,
	sentence: TargetSentence,
	{ priorWeight, restarts }: Search,
): Objective {
	return (x) =>
		tf.tidy(() => {
			const raw = tf.reshape<tf.Rank.R2>(x, [restarts, prior.mean.size]);
			const length = tf.maximum(tf.sqrt(tf.sum(tf.square(raw), 1, true)), 1e-12);
			const points = tf.div<tf.Tensor2D>(raw, length);
			const { losses: likelihood, gradient } = sentenceLikelihood(decoder, transposed, sentence, points);
			const whitened = tf.matMul<tf.Tensor2D>(tf.sub<tf.Tensor2D>(points, prior.mean), prior.whitening);
			const term = tf.mul<tf.Tensor1D>(tf.sum(tf.square(whitened), 1), priorWeight / 2);
			const losses = tf.add<tf.Tensor1D>(likelihood, term);
			const pull = tf.add<tf.Tensor2D>(
				gradient,
				tf.mul(tf.matMul(whitened, tf.transpose(prior.whitening)), priorWeight),
			);
			// Gradient of the normalisation: only the component orthogonal to the point remains.
			const along = tf.sum(tf.mul(pull, points), 1, true);
			const moved = tf.div<tf.Tensor2D>(tf.sub(pull, tf.mul(points, along)), length);
			return {
				values: tf.concat([tf.reshape(tf.sum(losses), [1]), losses, likelihood, term]) as tf.Tensor1D,
				gradient: tf.reshape<tf.Rank.R1>(moved, [-1]),
			};
		});
}
