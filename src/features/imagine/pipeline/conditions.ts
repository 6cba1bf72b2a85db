/** Encodes sentences to distributions of conditions, and samples a bird's condition from them. */
import { tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { JobContext } from '../../../engine/protocol';
import { AtelierError } from '../../../models/errors';
import { conditionSize } from '../../../nets/stackgan/augmentation';
import type { BirdVocabulary } from '../../../networks/birdVocabulary.shared';
import { encodeSentences, skipThoughtOnDevice } from '../../../networks/worker/skipThought';
import { augmentationOnDevice, type StackGanFiles } from '../../../networks/worker/stackgan';
import { problemAdvice, readSentence } from '../sentence';
import type { Bird, Conditioning, Stages } from '../types';

/** Mean and standard deviation of each number of a condition, for one stage. */
export interface Distribution {
	readonly mean: Float32Array;
	readonly sigma: Float32Array;
}

/** The distributions that one sentence gives, one per stage that runs. */
export interface ReadText {
	readonly read: string;
	readonly stages: readonly Distribution[];
}

/** The words of a sentence that the encoder knows. @throws AtelierError sentence-empty, sentence-unknown */
export function readOf(text: string, vocabulary: BirdVocabulary): string {
	const { read, problem } = readSentence(text, vocabulary);
	if (problem) throw new AtelierError(`sentence-${problem}`, problemAdvice[problem]);
	return read;
}

/** The distinct sentences of some birds. */
export function textsOf(birds: readonly Bird[]): string[] {
	return [...new Set(birds.flatMap(({ text, towards }) => (towards ? [text, towards.text] : [text])))];
}

/**
 * Runs sentences read by {@link readOf} through the encoder and each stage's conditioning augmentation as one batch.
 *
 * @returns one result per sentence, in their order
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
	const { text } = files.config;
	const size = conditionSize(files.config);
	const augmentation = augmentationOnDevice(ctx, files, stage);
	const [mean, sigma] = tidy(() => augmentation.read(tensor2d(vectors, [vectors.length / text, text])));
	const [means, sigmas] = (await Promise.all([mean.data(), sigma.data()])) as [Float32Array, Float32Array];
	mean.dispose();
	sigma.dispose();
	return Array.from({ length: vectors.length / text }, (_, at) => ({
		mean: means.slice(at * size, (at + 1) * size),
		sigma: sigmas.slice(at * size, (at + 1) * size),
	}));
}

/** Stage I's distribution without what was heard, which is what the page shows. @param condition its length */
export function conditioningOf({ read, stages: [first] }: ReadText, condition: number): Conditioning {
	const { mean, sigma } = first as Distribution;
	return { read, mean: mean.slice(0, condition), sigma: sigma.slice(0, condition) };
}

/** The distribution of a bird for one stage: that of its sentence, or its blend with another sentence's. */
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

/** Samples a condition: mean + sigma * noise. What was heard, at its end, takes no noise. */
export function sampleCondition({ mean, sigma }: Distribution, noise: Float32Array): Float32Array {
	return mean.map((value, at) => value + (sigma[at] as number) * (noise[at] ?? 0));
}
