/** Job 'wordEffects': measures the effect of each word of a sentence by drawing without it. */
import type { JobContext } from '../../../engine/protocol';
import { openStackGan, type StackGanFiles } from '../../../networks/worker/stackgan';
import type { EffectsProgress, ImagineJobs, WordEffect } from '../types';
import { checkCount, checkSeeds, checkTruncation } from './check';
import { conditionsOf, type Distribution, type ReadText, readOf, sampleCondition } from './conditions';
import type { Latent } from './latents';
import { noiseOf } from './noise';
import { sketch } from './passes';
import { pictureOf } from './picture';

/** Batch size of sketches. */
const BATCH = 4;
/** Difference shown as white in a map, relative to the greatest possible; larger if the word has a larger one. */
const LIGHT = 0.1;

export const wordEffectsJob: ImagineJobs['wordEffects'] = {
	priority: 'short',
	async run({ text, seeds, truncation }, ctx) {
		checkCount('Seeds', seeds);
		checkSeeds(seeds);
		checkTruncation(truncation);
		const files = await openStackGan(ctx, (event) => ctx.progress(event));
		const began = performance.now();
		const { config, vocabulary } = files;
		const { size } = config.sketch;
		const words = readOf(text, vocabulary).split(' ');
		// Nothing would be left of a sentence of one word.
		const shortened = words.length === 1 ? [] : words.map((_, at) => words.toSpliced(at, 1).join(' '));
		const read = await conditionsOf(ctx, files, [words.join(' '), ...shortened], 1);
		const noises = seeds.map((seed) => noiseOf({ text, seed }, config, truncation));
		const draw = ({ stages: [first] }: ReadText) =>
			sketchAll(
				ctx,
				files,
				noises.map((own) => ({ noise: own.noise, conditions: [sampleCondition(first as Distribution, own.first)] })),
			);
		const whole = await draw(read[0] as ReadText);
		const effects: WordEffect[] = [];
		for (const [index, word] of (shortened.length > 0 ? words : []).entries()) {
			if (ctx.finishing) break;
			const without = await draw(read[index + 1] as ReadText);
			const effect = { word, index, ...compare(whole, without), without: pictureOf(without[0] as Float32Array, size) };
			effects.push(effect);
			ctx.deliver({ type: 'effect', effect });
		}
		const seconds = (performance.now() - began) / 1000;
		return { effects, whole: pictureOf(whole[0] as Float32Array, size), seconds };
	},
};

async function sketchAll(
	ctx: JobContext<EffectsProgress>,
	files: StackGanFiles,
	latents: readonly Latent[],
): Promise<Float32Array[]> {
	const drawn: Float32Array[] = [];
	// Always completes a batch: a partial average would mean nothing.
	const yieldTurn = async () => {
		await ctx.yieldTurn();
		return false;
	};
	for (let from = 0; from < latents.length; from += BATCH) {
		drawn.push(...((await sketch(ctx, files, latents.slice(from, from + BATCH), yieldTurn)) ?? []));
	}
	return drawn;
}

/** Compares sketches. @param whole of the whole sentence, one per seed @param without the same seeds without one word */
function compare(
	whole: readonly Float32Array[],
	without: readonly Float32Array[],
): Pick<WordEffect, 'difference' | 'where'> {
	const maps = whole.map((one, seed) => differenceMap(one, without[seed] as Float32Array));
	const squares = maps.flatMap((map) => [...map]).map((value) => value ** 2);
	const [shown] = maps as [Float32Array];
	const lightest = Math.max(LIGHT, ...shown);
	return {
		difference: Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length),
		where: Uint8Array.from(shown, (value) => Math.round((255 * value) / lightest)),
	};
}

/** Root mean square difference of each pixel over its channels, 0 to 1. */
function differenceMap(a: Float32Array, b: Float32Array): Float32Array {
	return Float32Array.from({ length: a.length / 3 }, (_, pixel) => {
		let sum = 0;
		for (let at = 3 * pixel; at < 3 * pixel + 3; at++) sum += (((a[at] as number) - (b[at] as number)) / 2) ** 2;
		return Math.sqrt(sum / 3);
	});
}
