/** Sentences by chance: each word drawn as likely as the network finds it. */
import { concat, div, gather, softmax, type Tensor2D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { type Hypothesis, ranked, repeating } from './hypothesis';
import { type Random, seededUniform } from './prng';
import { extendStates, scorePrefix, type WordModel } from './wordModel';

export interface SampleOptions {
	/** Sentences a picture; alike ones are given once. */
	readonly count: number;
	/** Words are drawn from softmax(logits / temperature); above 0. */
	readonly temperature: number;
	/** One seed gives one picture the same sentences, whatever pictures come with it. */
	readonly seed: number;
	/** Exponent of the length by which sentences are put in order. */
	readonly lengthNormalisation: number;
	/** Words at most; an unfinished sentence is taken as it is. */
	readonly maxLength: number;
	/** Ids of words already said: every sentence begins with them. */
	readonly prefix?: readonly number[] | undefined;
	/** Called between two steps: other work may be done, or an error thrown. */
	readonly yieldTurn?: (() => Promise<void>) | undefined;
}

interface Row {
	readonly picture: number;
	readonly random: Random;
	words: readonly number[];
	logProbability: number;
}

/**
 * No sentence says the same three words twice. Probabilities are told as the network has them, at temperature 1.
 *
 * @param points [pictures, width]; not disposed of
 * @returns for each picture its sentences, best first, at least one
 */
export async function sampleSentences(
	model: WordModel,
	points: Tensor2D,
	options: SampleOptions,
): Promise<Hypothesis[][]> {
	const { count, temperature, seed, lengthNormalisation, prefix = [], yieldTurn } = options;
	const maxLength = Math.max(options.maxLength, prefix.length);
	const pictures = points.shape[0];
	const owners = Array.from({ length: pictures * count }, (_, at) => Math.floor(at / count));
	const each = tidy(() => gather(points, tensor1d(owners, 'int32')) as Tensor2D);
	const begun = await scorePrefix(model, each, prefix);
	each.dispose();
	let { state } = begun;
	const next = seededUniform(seed);
	const seeds = Array.from({ length: count }, () => Math.floor(next() * 2 ** 32));
	let rows = owners.map(
		(picture, at): Row => ({
			picture,
			random: seededUniform(seeds[at % count] as number),
			words: prefix,
			logProbability: (begun.logProbabilities[at] as readonly number[]).reduce((a, b) => a + b, 0),
		}),
	);
	const done: Hypothesis[][] = Array.from({ length: pictures }, () => []);
	for (let length = prefix.length; length < maxLength && rows.length > 0; length++) {
		const { weights, probabilities } = await readProbabilities(model.logits(state), temperature);
		const width = weights.length / rows.length;
		const said: { of: Row; row: number; word: number }[] = [];
		for (const [at, row] of rows.entries()) {
			const word = draw(weights.subarray(at * width, (at + 1) * width), row.random(), repeating(row.words));
			row.logProbability += Math.log(probabilities[at * width + word] as number);
			if (word === model.end) done[row.picture]?.push(row);
			else {
				row.words = [...row.words, word];
				said.push({ of: row, row: at, word });
			}
		}
		rows = said.map(({ of }) => of);
		if (rows.length === 0) break;
		state = extendStates(model, state, said);
		await yieldTurn?.();
	}
	state.dispose();
	for (const row of rows) done[row.picture]?.push(row);
	return done.map((sentences) => ranked(distinct(sentences), lengthNormalisation));
}

/** Of each row, [rows, words], flat. */
interface Probabilities {
	/** As words are drawn. */
	readonly weights: Float32Array;
	/** As the network has them, at temperature 1. */
	readonly probabilities: Float32Array;
}

/** On the device, where exponentials of thousands of words are fast, and in one read. @param logits disposed of here */
async function readProbabilities(logits: Tensor2D, temperature: number): Promise<Probabilities> {
	const both = tidy(() => concat<Tensor2D>([softmax(div<Tensor2D>(logits, temperature)), softmax(logits)], 0));
	logits.dispose();
	const read = (await both.data()) as Float32Array;
	both.dispose();
	return { weights: read.subarray(0, read.length / 2), probabilities: read.subarray(read.length / 2) };
}

/** A word by a number of 0..1 that chance gave. */
function draw(weights: Float32Array, chance: number, forbidden: ReadonlySet<number>): number {
	let total = 0;
	for (const weight of weights) total += weight;
	for (const word of forbidden) total -= weights[word] as number;
	let left = chance * total;
	let likeliest = 0;
	for (let word = 0; word < weights.length; word++) {
		const weight = weights[word] as number;
		if (weight === 0 || forbidden.has(word)) continue;
		left -= weight;
		if (left < 0) return word;
		if (weight > (weights[likeliest] as number) || forbidden.has(likeliest)) likeliest = word;
	}
	// Rounding may leave a crumb behind the last word: the likeliest allowed one takes it.
	return likeliest;
}

function distinct(sentences: readonly Hypothesis[]): Hypothesis[] {
	const byWords = new Map(sentences.map(({ words, logProbability }) => [words.join(), { words, logProbability }]));
	return [...byWords.values()];
}
