/** Scores sketches by how likely the scorer finds the colours that their sentence tells. */
import { tensor4d } from '@tensorflow/tfjs-core';
import type { JobContext } from '../../../engine/protocol';
import { type ScorerFiles, scorerOnDevice } from '../../../networks/worker/scorer';
import type { Told } from '../types';
import { flattened } from './passes';

/** What the scorer finds of a sentence in one sketch. */
export interface Score {
	/** Mean log-likelihood of the colours that are told. */
	readonly fit: number;
	/** Indices of what is told but not seen. */
	readonly missing: readonly number[];
}

/** Batch size. */
const BATCH = 8;

/**
 * Scores sketches in the order given.
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
	const { size, slots, colours, unseen } = files.config;
	const places = told.map(({ slot, colour }) => [slots.indexOf(slot), colours.indexOf(colour)] as const);
	const scores: Score[] = [];
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
				return logLikelihood(all.subarray(begin, begin + colours.length), colour);
			});
			scores.push({
				fit: likely.reduce((sum, value) => sum + value, 0) / likely.length,
				missing: likely.flatMap((value, index) => (value < Math.log(unseen) ? index : [])),
			});
		}
		await ctx.yieldTurn();
	}
	return scores;
}

/** Of one of several logits. */
function logLikelihood(logits: Float32Array, of: number): number {
	const largest = Math.max(...logits);
	return (logits[of] as number) - largest - Math.log(logits.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}
