/** Scores sketches by how likely the scorer finds the colours that their sentence tells, and by whether their head is in one place. */
import { tensor4d } from '@tensorflow/tfjs-core';
import type { JobContext } from '../../../engine/protocol';
import { type ScorerFiles, scorerOnDevice } from '../../../networks/worker/scorer';
import type { Told } from '../types';
import { flattened } from './passes';

/** Batch size. */
const BATCH = 8;
/** The parts that lie close together in a well-drawn bird, and apart in one with two heads. */
const HEAD: ReadonlySet<string> = new Set(['head', 'throat', 'beak']);
/** How much the spread of the head counts beside the mean log-likelihood of the colours. */
const SPREAD = 2;

export interface Score {
	/** How likely each of the colours that are told is. */
	readonly likely: readonly number[];
	/** Mean standard deviation of the head's places, relative to the picture's side. */
	readonly spread: number;
}

/**
 * Scores sketches.
 *
 * @param sketches size * size * 3 numbers in -1..1 for each
 * @param told parts and colours that the scorer knows, at least one
 */
export async function scoresOf<P>(
	ctx: JobContext<P>,
	files: ScorerFiles,
	sketches: readonly Float32Array[],
	told: readonly Told[],
): Promise<Score[]> {
	const { size, slots, colours } = files.config;
	const places = told.map(({ slot, colour }) => [slots.indexOf(slot), colours.indexOf(colour)] as const);
	const heads = slots.flatMap((slot, at) => (HEAD.has(slot) ? [at] : []));
	const scores: Score[] = [];
	for (let from = 0; from < sketches.length; from += BATCH) {
		const batch = sketches.slice(from, from + BATCH);
		const pictures = tensor4d(flattened(batch), [batch.length, size, size, 3]);
		const { logits, spread } = scorerOnDevice(ctx, files).read(pictures);
		const [all, spreads] = (await Promise.all([logits.data(), spread.data()])) as [Float32Array, Float32Array];
		for (const tensor of [pictures, logits, spread]) tensor.dispose();
		for (const at of batch.keys()) {
			const likely = places.map(([slot, colour]) => {
				const begin = (at * slots.length + slot) * colours.length;
				return softmaxOf(all.subarray(begin, begin + colours.length), colour);
			});
			const apart = heads.reduce((sum, slot) => sum + (spreads[at * slots.length + slot] as number), 0);
			scores.push({ likely, spread: apart / Math.max(1, heads.length) });
		}
		await ctx.yieldTurn();
	}
	return scores;
}

/** The probability of one of several logits. */
function softmaxOf(logits: Float32Array, of: number): number {
	const largest = Math.max(...logits);
	const total = logits.reduce((sum, value) => sum + Math.exp(value - largest), 0);
	return Math.exp((logits[of] as number) - largest) / total;
}

/** Orders sketches, the best first. @returns their indices */
export function ranked(scores: readonly Score[]): number[] {
	const fits = scores.map(({ likely, spread }) => {
		const fit = likely.reduce((sum, value) => sum + Math.log(value), 0) / Math.max(1, likely.length);
		return fit - SPREAD * spread;
	});
	return [...fits.keys()].sort((a, b) => (fits[b] as number) - (fits[a] as number));
}
