/** Scores sketches by how likely the scorer finds the colours that their sentence tells. */
import { tensor4d } from '@tensorflow/tfjs-core';
import type { JobContext } from '../../../engine/protocol';
import { type ScorerFiles, scorerOnDevice } from '../../../networks/worker/scorer';
import type { Told } from '../types';
import { flattened } from './passes';

/** Batch size. */
const BATCH = 8;

/**
 * Computes how likely each of the colours that are told is, in each of the sketches.
 *
 * @param sketches size * size * 3 numbers in -1..1 for each
 * @param told parts and colours that the scorer knows, at least one
 */
export async function scoresOf<P>(
	ctx: JobContext<P>,
	files: ScorerFiles,
	sketches: readonly Float32Array[],
	told: readonly Told[],
): Promise<number[][]> {
	const { size, slots, colours } = files.config;
	const places = told.map(({ slot, colour }) => [slots.indexOf(slot), colours.indexOf(colour)] as const);
	const scores: number[][] = [];
	for (let from = 0; from < sketches.length; from += BATCH) {
		const batch = sketches.slice(from, from + BATCH);
		const pictures = tensor4d(flattened(batch), [batch.length, size, size, 3]);
		const logits = scorerOnDevice(ctx, files).read(pictures);
		const all = (await logits.data()) as Float32Array;
		pictures.dispose();
		logits.dispose();
		for (const at of batch.keys()) {
			const likely = places.map(([slot, colour]) => {
				const begin = (at * slots.length + slot) * colours.length;
				return softmaxOf(all.subarray(begin, begin + colours.length), colour);
			});
			scores.push(likely);
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

/** Orders sketches by the mean log-likelihood of what is told, the best first. @returns their indices */
export function ranked(scores: readonly (readonly number[])[]): number[] {
	const fits = scores.map((likely) => likely.reduce((sum, value) => sum + Math.log(value), 0));
	return [...fits.keys()].sort((a, b) => (fits[b] as number) - (fits[a] as number));
}
