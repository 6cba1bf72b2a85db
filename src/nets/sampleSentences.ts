/** Sentences by chance: each word drawn as likely as the network finds it. */
import { gather, type Tensor2D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { type Hypothesis, ranked, repeating } from './hypothesis';
import { type Random, seededUniform } from './prng';
import { goOn, recite, type WordModel } from './wordModel';

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
	readonly turn?: (() => Promise<void>) | undefined;
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
	const { count, temperature, seed, lengthNormalisation, prefix = [], turn } = options;
	const maxLength = Math.max(options.maxLength, prefix.length);
	const pictures = points.shape[0];
	const owners = Array.from({ length: pictures * count }, (_, at) => Math.floor(at / count));
	const each = tidy(() => gather(points, tensor1d(owners, 'int32')) as Tensor2D);
	const begun = await recite(model, each, prefix);
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
		const logits = model.logits(state);
		const read = (await logits.data()) as Float32Array;
		logits.dispose();
		const width = read.length / rows.length;
		const said: { of: Row; row: number; word: number }[] = [];
		for (const [at, row] of rows.entries()) {
			const own = read.subarray(at * width, (at + 1) * width);
			const word = draw(own, temperature, row.random(), repeating(row.words));
			row.logProbability += logProbabilityOf(own, word);
			if (word === model.end) done[row.picture]?.push(row);
			else {
				row.words = [...row.words, word];
				said.push({ of: row, row: at, word });
			}
		}
		rows = said.map(({ of }) => of);
		if (rows.length === 0) break;
		state = goOn(model, state, said);
		await turn?.();
	}
	state.dispose();
	for (const row of rows) done[row.picture]?.push(row);
	return done.map((sentences) => ranked(distinct(sentences), lengthNormalisation));
}

/** A word by a number of 0..1 that chance gave. */
function draw(logits: Float32Array, temperature: number, chance: number, forbidden: ReadonlySet<number>): number {
	const largest = logits.reduce((a, b) => Math.max(a, b));
	const weights = logits.map((logit, word) => (forbidden.has(word) ? 0 : Math.exp((logit - largest) / temperature)));
	let left = chance * weights.reduce((a, b) => a + b, 0);
	for (const [word, weight] of weights.entries()) {
		left -= weight;
		if (left < 0) return word;
	}
	// Rounding may leave a crumb behind the last word: the likeliest allowed one takes it.
	return weights.indexOf(weights.reduce((a, b) => Math.max(a, b)));
}

function logProbabilityOf(logits: Float32Array, word: number): number {
	const largest = logits.reduce((a, b) => Math.max(a, b));
	const total = logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
	return (logits[word] as number) - largest - Math.log(total);
}

function distinct(sentences: readonly Hypothesis[]): Hypothesis[] {
	const byWords = new Map(sentences.map(({ words, logProbability }) => [words.join(), { words, logProbability }]));
	return [...byWords.values()];
}
