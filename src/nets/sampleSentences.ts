/** Samples sentences: each word is drawn from the network's own distribution. */
import { concat, div, softmax, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import { type GenerationOptions, type Hypothesis, ranked, repeating } from './hypothesis';
import { type Random, seededUniform } from './prng';
import { extendStates, gatherRows, scorePrefix, type WordModel } from './wordModel';

/** An unfinished sentence is kept as it is when it reaches `maxLength`. */
export interface SampleOptions extends GenerationOptions {
	/** Sentences drawn per picture; duplicates are returned once. */
	readonly count: number;
	/** Words are drawn from softmax(logits / temperature); above 0. */
	readonly temperature: number;
	/** The same seed gives a picture the same sentences, whatever other pictures are in the batch. */
	readonly seed: number;
}

interface Row {
	readonly picture: number;
	readonly random: Random;
	words: readonly number[];
	logProbability: number;
}

/**
 * Samples sentences for each picture. No sentence repeats a trigram, nor a word of `sayOnce`. Reported log-probabilities are those at
 * temperature 1.
 *
 * @param points [pictures, width]; not disposed of
 * @returns for each picture its sentences, best first, at least one
 */
export async function sampleSentences(
	model: WordModel,
	points: Tensor2D,
	options: SampleOptions,
): Promise<Hypothesis[][]> {
	const { count, temperature, seed, lengthNormalisation, prefix = [], sayOnce, yieldTurn } = options;
	const maxLength = Math.max(options.maxLength, prefix.length);
	const pictures = points.shape[0];
	const pictureOfRow = Array.from({ length: pictures * count }, (_, row) => Math.floor(row / count));
	const scored = await scorePrefix(model, points, prefix);
	let state = gatherRows(scored.state, pictureOfRow);
	scored.state.dispose();
	const next = seededUniform(seed);
	const seeds = Array.from({ length: count }, () => Math.floor(next() * 2 ** 32));
	let rows = pictureOfRow.map(
		(picture, row): Row => ({
			picture,
			random: seededUniform(seeds[row % count] as number),
			words: prefix,
			logProbability: (scored.logProbabilities[picture] as readonly number[]).reduce((a, b) => a + b, 0),
		}),
	);
	const done: Hypothesis[][] = Array.from({ length: pictures }, () => []);
	for (let length = prefix.length; length < maxLength && rows.length > 0; length++) {
		const { weights, probabilities } = await readProbabilities(model.logits(state), temperature);
		const width = weights.length / rows.length;
		const extensions: { source: Row; row: number; word: number }[] = [];
		for (const [index, row] of rows.entries()) {
			const forbidden = repeating(row.words, sayOnce);
			const word = draw(weights.subarray(index * width, (index + 1) * width), row.random(), forbidden);
			row.logProbability += Math.log(probabilities[index * width + word] as number);
			if (word === model.end) done[row.picture]?.push(row);
			else {
				row.words = [...row.words, word];
				extensions.push({ source: row, row: index, word });
			}
		}
		rows = extensions.map(({ source }) => source);
		if (rows.length === 0) break;
		state = extendStates(model, state, extensions);
		await yieldTurn?.();
	}
	state.dispose();
	for (const row of rows) done[row.picture]?.push(row);
	return done.map((sentences) => ranked(distinct(sentences), lengthNormalisation));
}

/** Word distributions, [rows, words], flat. */
interface Probabilities {
	/** At the sampling temperature. */
	readonly weights: Float32Array;
	/** At temperature 1. */
	readonly probabilities: Float32Array;
}

/**
 * Computes both distributions on the device, where thousands of exponentials are fast, and reads them back at once.
 *
 * @param logits disposed of here
 */
async function readProbabilities(logits: Tensor2D, temperature: number): Promise<Probabilities> {
	const both = tidy(() => concat<Tensor2D>([softmax(div<Tensor2D>(logits, temperature)), softmax(logits)], 0));
	logits.dispose();
	const values = (await both.data()) as Float32Array;
	both.dispose();
	return { weights: values.subarray(0, values.length / 2), probabilities: values.subarray(values.length / 2) };
}

/** Draws a word that is not forbidden. @param uniform random, in [0, 1) */
function draw(weights: Float32Array, uniform: number, forbidden: ReadonlySet<number>): number {
	let total = 0;
	for (const weight of weights) total += weight;
	for (const word of forbidden) total -= weights[word] as number;
	let left = uniform * total;
	let likeliest = 0;
	for (let word = 0; word < weights.length; word++) {
		const weight = weights[word] as number;
		if (weight === 0 || forbidden.has(word)) continue;
		left -= weight;
		if (left < 0) return word;
		if (weight > (weights[likeliest] as number) || forbidden.has(likeliest)) likeliest = word;
	}
	// Rounding can leave a tiny remainder after the last word: it goes to the likeliest allowed one.
	return likeliest;
}

function distinct(sentences: readonly Hypothesis[]): Hypothesis[] {
	const byWords = new Map(sentences.map(({ words, logProbability }) => [words.join(), { words, logProbability }]));
	return [...byWords.values()];
}
