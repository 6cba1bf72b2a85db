/** Search through the decoder: from random points to those for which it would say the sentence. */
import {
	add,
	div,
	matMul,
	mul,
	type Rank,
	reshape,
	softmax,
	sum,
	type Tensor1D,
	type Tensor2D,
	tensor1d,
	tensor2d,
	tidy,
} from '@tensorflow/tfjs-core';
import type { JobContext } from '../../../../engine/protocol';
import { type Captioner, unit } from '../../../../nets/captioner';
import { normalNoise } from '../../../../nets/prng';
import { transposed } from '../../../../nets/weights';
import { adam } from '../../../../optim/adam';
import type { InvertOptions } from '../../options';
import type { InvertProgress, InvertResult, JointVector } from '../../types';
import { type TurnedDecoder, turnDecoder } from './backward';
import { hearSentence, type Prior, sentenceObjective } from './objective';

/** Where an interrupted search goes on. */
export interface InvertSnapshot {
	readonly step: number;
	/** All restarts' points, [restarts * width]. */
	readonly points: Float32Array;
}

/** What a search needs beside the captioner; stays on the device. */
export interface SearchWeights {
	readonly prior: Prior;
	/** [width, width]: noise * spread + mean is a draw from the prior. */
	readonly spread: Tensor2D;
	readonly turned: TurnedDecoder;
	/** The decoder's bias of each word, in memory. */
	readonly wordBias: Float32Array;
}

/**
 * @param whitening [width, width], flat, as the model's file has it: whitening * (point - mean); lower triangular, being
 *   the inverse of a Cholesky factor
 */
export function makeSearchWeights(
	captioner: Captioner,
	mean: Float32Array,
	whitening: Float32Array,
	wordBias: Float32Array,
): SearchWeights {
	const width = mean.length;
	return {
		prior: { mean: tensor1d(mean), whitening: transposed(whitening, width) },
		spread: transposed(inverseOfLowerTriangular(whitening, width), width),
		turned: turnDecoder(captioner),
		wordBias,
	};
}

/** By forward substitution, column by column. */
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

/** Converged when so many steps lowered the sum of losses by less than this share. */
const patience = 15;
const tolerance = 2e-3;
/** Sharpness with which better restarts count for more. */
const sharpness = 4;

type Context = Pick<JobContext<InvertProgress, InvertSnapshot>, 'progress' | 'snapshot' | 'turn' | 'finishing'> & {
	readonly resumeFrom?: InvertSnapshot;
};

/** @param words ids of known words, at least one */
export async function searchThroughDecoder(
	captioner: Captioner,
	weights: SearchWeights,
	words: readonly number[],
	request: InvertOptions,
	ctx: Context,
): Promise<InvertResult> {
	const began = performance.now();
	const { restarts, steps, learningRate, priorWeight } = request;
	const from = ctx.resumeFrom?.step ?? 0;
	const heard = hearSentence(captioner, words, weights.wordBias);
	const objective = sentenceObjective(captioner, weights.turned, weights.prior, heard, { priorWeight, restarts });
	const start = startOf(weights, request, ctx.resumeFrom);
	const totals: number[] = [];
	let step = from;
	let [converged, best] = [false, undefined as JointVector | undefined];
	for await (const told of adam(objective, start, { evaluations: Math.max(1, steps - from), learningRate })) {
		step++;
		const losses = Array.from(told.values.slice(1, 1 + restarts));
		const leading = losses.indexOf(Math.min(...losses));
		ctx.progress({
			type: 'step',
			step,
			steps,
			negativeLogLikelihood: told.values[1 + restarts + leading] as number,
			prior: told.values[1 + 2 * restarts + leading] as number,
			losses,
		});
		totals.push(told.best.values[0] as number);
		const earlier = totals.at(-1 - patience);
		converged = earlier !== undefined && earlier - (totals.at(-1) as number) < tolerance * Math.abs(earlier);
		if (converged || ctx.finishing || step >= steps) {
			best = await blend(told.best.x, told.best.values.slice(1, 1 + restarts));
			break;
		}
		if (step % 10 === 0) ctx.snapshot({ step, points: (await told.best.x.data()) as Float32Array });
		await ctx.turn();
	}
	for (const tensor of [heard.gates, heard.wanted, start]) tensor.dispose();
	const seconds = (performance.now() - began) / 1000;
	return { vector: best as JointVector, steps: step, converged, seconds };
}

function startOf(
	{ prior, spread }: SearchWeights,
	{ restarts, seed }: InvertOptions,
	resumed?: InvertSnapshot,
): Tensor1D {
	return tidy(() => {
		const width = prior.mean.size;
		if (resumed) return tensor1d(resumed.points);
		const noise = tensor2d(normalNoise(restarts * width, seed), [restarts, width]);
		return reshape<Rank.R1>(unit(add<Tensor2D>(matMul(noise, spread), prior.mean)), [-1]);
	});
}

/** One point of length 1: the restarts' mean, each weighing by its loss. */
async function blend(x: Tensor1D, losses: Float32Array): Promise<JointVector> {
	const blended = tidy(() => {
		const points = unit(reshape<Rank.R2>(x, [losses.length, -1]));
		const weights = softmax(mul(tensor2d(losses, [1, losses.length]), -sharpness)) as Tensor2D;
		return unit(div<Tensor2D>(matMul(weights, points), sum(weights)));
	});
	const values = (await blended.data()) as Float32Array;
	blended.dispose();
	return values;
}
