/** Sentences to the distributions that conditions are drawn from, and a bird's own condition. */
import { tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { JobContext } from '../../../engine/protocol';
import { AtelierError } from '../../../models/errors';
import type { BirdVocabulary } from '../../../networks/birdVocabulary.shared';
import { encodeSentences, skipThoughtOnDevice } from '../../../networks/worker/skipThought';
import { augmentationOnDevice, type StackGanFiles } from '../../../networks/worker/stackgan';
import { problemAdvice, readSentence } from '../sentence';
import type { Bird, Conditioning, Stages } from '../types';

/** Of one stage: mean and standard deviation of each number of a condition. */
export interface Distribution {
	readonly mean: Float32Array;
	readonly sigma: Float32Array;
}

/** What one sentence gives each stage that runs. */
export interface ReadText {
	readonly read: string;
	readonly stages: readonly Distribution[];
}

/** @throws AtelierError sentence-empty, sentence-unknown */
export function readOf(text: string, vocabulary: BirdVocabulary): string {
	const { read, problem } = readSentence(text, vocabulary);
	if (problem) throw new AtelierError(`sentence-${problem}`, problemAdvice[problem]);
	return read;
}

/** Every sentence that birds name, each once. */
export function textsOf(birds: readonly Bird[]): string[] {
	return [...new Set(birds.flatMap(({ text, towards }) => (towards ? [text, towards.text] : [text])))];
}

/**
 * Sentences that {@link readOf} has read, side by side through the encoder and each stage's augmentation.
 *
 * @returns in their order
 */
export async function conditionsOf<P>(
	ctx: JobContext<P>,
	files: StackGanFiles,
	sentences: readonly string[],
	stages: Stages,
): Promise<ReadText[]> {
	const distinct = [...new Set(sentences)];
	const vectors = await encodeSentences(
		skipThoughtOnDevice(ctx, files.encoder),
		files.encoder,
		distinct,
		ctx.yieldTurn,
	);
	const all = new Float32Array(distinct.length * files.config.text);
	for (const [at, vector] of vectors.entries()) all.set(vector, at * vector.length);
	const first = await distributions(ctx, files, all, 1);
	const second = stages === 2 ? await distributions(ctx, files, all, 2) : [];
	return sentences.map((read) => {
		const at = distinct.indexOf(read);
		return { read, stages: [first, second].flatMap((stage) => stage[at] ?? []) };
	});
}

async function distributions<P>(
	ctx: JobContext<P>,
	files: StackGanFiles,
	vectors: Float32Array,
	stage: Stages,
): Promise<Distribution[]> {
	const { text, condition } = files.config;
	const augmentation = augmentationOnDevice(ctx, files, stage);
	const [mean, sigma] = tidy(() => augmentation.read(tensor2d(vectors, [vectors.length / text, text])));
	const [means, sigmas] = (await Promise.all([mean.data(), sigma.data()])) as [Float32Array, Float32Array];
	mean.dispose();
	sigma.dispose();
	return Array.from({ length: vectors.length / text }, (_, at) => ({
		mean: means.slice(at * condition, (at + 1) * condition),
		sigma: sigmas.slice(at * condition, (at + 1) * condition),
	}));
}

/** What the page is told: stage I's. */
export function conditioningOf({ read, stages: [first] }: ReadText): Conditioning {
	return { read, ...(first as Distribution) };
}

/** A bird's distribution of one stage: that of its sentence, or of a place on the way to another. */
export function distributionOf(
	{ text, towards }: Bird,
	stage: Stages,
	texts: ReadonlyMap<string, ReadText>,
): Distribution {
	const of = (sentence: string) => texts.get(sentence)?.stages[stage - 1] as Distribution;
	if (!towards) return of(text);
	const [from, to] = [of(text), of(towards.text)];
	const mixed = (a: Float32Array, b: Float32Array) =>
		a.map((value, at) => value + towards.share * ((b[at] as number) - value));
	return { mean: mixed(from.mean, to.mean), sigma: mixed(from.sigma, to.sigma) };
}

/** One condition: mean + sigma * noise. */
export function drawCondition({ mean, sigma }: Distribution, noise: Float32Array): Float32Array {
	return mean.map((value, at) => value + (sigma[at] as number) * (noise[at] as number));
}
