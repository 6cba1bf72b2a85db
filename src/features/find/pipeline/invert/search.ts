/** Deep search: optimises random points until the decoder would caption them with the sentence. */
import * as tf from '@tensorflow/tfjs-core';
import type { JobContext } from '../../../../engine/protocol';
import type { CaptionDecoder } from '../../../../nets/captionDecoder';
import { unit } from '../../../../nets/captioner';
import { normalNoise } from '../../../../nets/prng';
import { transposed } from '../../../../nets/weights';
import { adam } from '../../../../optim/adam';
import type { InvertOptions } from '../../options';
import type { InvertProgress, InvertResult, JointVector } from '../../types';
import { type TransposedDecoder, transposeDecoder } from './backward';
import { type Prior, prepareSentence, sentenceObjective } from './objective';

/** The state from which an interrupted search resumes. */
export interface InvertSnapshot {
	readonly step: number;
	/** [restarts * width] */
	readonly points: Float32Array;
}

/** Weights that a search needs besides the decoder's; they stay on the device. */
export interface SearchWeights {
	readonly prior: Prior;
	/** [width, width]; noise * spread + mean is a sample of the prior. */
	readonly spread: tf.Tensor2D;
	readonly transposedDecoder: TransposedDecoder;
	/** The decoder's bias per word, in memory. */
	readonly wordBias: Float32Array;
}

/**
 * Puts the weights on the device.
 * @param whitening [width, width], flat, as stored in the model's file: whitened = whitening * (point - mean). Lower
 *   triangular: the inverse of a Cholesky factor
 */
export function makeSearchWeights(
	decoder: CaptionDecoder,
	mean: Float32Array,
	whitening: Float32Array,
	wordBias: Float32Array,
): SearchWeights {
	const width = mean.length;
	return {
		prior: { mean: tf.tensor1d(mean), whitening: transposed(whitening, width) },
		spread: transposed(inverseOfLowerTriangular(whitening, width), width),
		transposedDecoder: transposeDecoder(decoder),
		wordBias,
	};
}

/** Inverts by forward substitution, column by column. */
function inverseOfLowerTriangular(lower: Float32Array, size: number): Float32Array {
	const inverse = new Float32Array(size * size);
	for (let column = 0; column < size; column++) {
		for (let row = column; row < size; row++) {
			let rest = row === column ? 1 : 0;
			for (let k = column; k < row; k++) {
				rest -= (lower[row * size + k] as number) * (inverse[k * size + column] as number);
			}
			inverse[row * size + column] = rest / (lower[row * size + row] as number);
		}
	}
	return inverse;
}

/** A search has converged when `patience` steps lower the sum of losses by less than `tolerance`, relatively. */
const patience = 15;
const tolerance = 2e-3;
/** Inverse temperature of the weights by which the restarts are averaged. */
const sharpness = 4;

type Context = Pick<JobContext<InvertProgress, InvertSnapshot>, 'progress' | 'snapshot' | 'yieldTurn' | 'finishing'> & {
	readonly resumeFrom?: InvertSnapshot;
};

/** Runs a deep search. @param words ids of known words, at least one */
export async function searchThroughDecoder(
	decoder: CaptionDecoder,
	weights: SearchWeights,
	words: readonly number[],
	request: InvertOptions,
	ctx: Context,
): Promise<InvertResult> {
	const began = performance.now();
	const { restarts, steps, learningRate, priorWeight } = request;
	const from = ctx.resumeFrom?.step ?? 0;
	const sentence = prepareSentence(decoder, words, weights.wordBias);
	const objective = sentenceObjective(decoder, weights.transposedDecoder, weights.prior, sentence, {
		priorWeight,
		restarts,
	});
	const start = startOf(weights, request, ctx.resumeFrom);
	const totals: number[] = [];
	let step = from;
	let [converged, best] = [false, undefined as JointVector | undefined];
	for await (const iterate of adam(objective, start, { evaluations: Math.max(1, steps - from), learningRate })) {
		step++;
		const losses = Array.from(iterate.values.slice(1, 1 + restarts));
		const leading = losses.indexOf(Math.min(...losses));
		ctx.progress({
			type: 'step',
			step,
			steps,
			negativeLogLikelihood: iterate.values[1 + restarts + leading] as number,
			prior: iterate.values[1 + 2 * restarts + leading] as number,
			losses,
		});
		totals.push(iterate.best.values[0] as number);
		const earlier = totals.at(-1 - patience);
		converged = earlier !== undefined && earlier - (totals.at(-1) as number) < tolerance * Math.abs(earlier);
		if (converged || ctx.finishing || step >= steps) {
			best = await blend(iterate.best.x, iterate.best.values.slice(1, 1 + restarts));
			break;
		}
		if (step % 10 === 0) ctx.snapshot({ step, points: (await iterate.best.x.data()) as Float32Array });
		await ctx.yieldTurn();
	}
	for (const tensor of [sentence.gates, sentence.targetEmbeddings, start]) tensor.dispose();
	const seconds = (performance.now() - began) / 1000;
	return { vector: best as JointVector, steps: step, converged, seconds };
}

function startOf(
	{ prior, spread }: SearchWeights,
	{ restarts, seed }: InvertOptions,
	resumed?: InvertSnapshot,
): tf.Tensor1D {
	return tf.tidy(() => {
		const width = prior.mean.size;
		if (resumed) return tf.tensor1d(resumed.points);
		const noise = tf.tensor2d(normalNoise(restarts * width, seed), [restarts, width]);
		return tf.reshape<tf.Rank.R1>(unit(tf.add<tf.Tensor2D>(tf.matMul(noise, spread), prior.mean)), [-1]);
	});
}

/** Averages the restarts, weighted by their losses, to a unit vector. */
async function blend(x: tf.Tensor1D, losses: Float32Array): Promise<JointVector> {
	const blended = tf.tidy(() => {
		const points = unit(tf.reshape<tf.Rank.R2>(x, [losses.length, -1]));
		const weights = tf.softmax(tf.mul(tf.tensor2d(losses, [1, losses.length]), -sharpness)) as tf.Tensor2D;
		return unit(tf.div<tf.Tensor2D>(tf.matMul(weights, points), tf.sum(weights)));
	});
	const values = (await blended.data()) as Float32Array;
	blended.dispose();
	return values;
}
