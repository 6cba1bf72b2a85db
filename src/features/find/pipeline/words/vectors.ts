/** The vocabulary's embeddings, normalised, on the device, and the nearest words to a sum of them. */
import { add, matMul, mul, reshape, slice, type Tensor2D, tensor2d, tidy, topk } from '@tensorflow/tfjs-core';
import type { JobContext, LoadProgress } from '../../../../engine/protocol';
import { unit } from '../../../../nets/captioner';
import { matrixOf } from '../../../../nets/weights';
import { type CaptionerFiles, openCaptioner, SPECIAL_TOKENS } from '../../../../networks/worker/captioner';
import type { NearWord } from '../../types';

export interface WordVectors {
	/** Without the special tokens, most frequent first. */
	readonly words: readonly string[];
	readonly counts: readonly number[];
	readonly index: ReadonlyMap<string, number>;
	/** [words, width], rows of length 1. */
	readonly rows: Tensor2D;
}

export async function loadWordVectors(ctx: JobContext<LoadProgress>): Promise<WordVectors> {
	const files = await openCaptioner(ctx, (event) => ctx.progress(event));
	return ctx.resident(`words/${files.hash}`, () => makeWordVectors(files));
}

function makeWordVectors({ config, vocabulary, tensors }: CaptionerFiles): WordVectors {
	const width = config.embedding;
	// Of the two embeddings the sentence encoder's, of which the map of words is made, says what words mean.
	const values = matrixOf(tensors, 'encoder.embedding', [vocabulary.words.length, width]);
	const words = vocabulary.words.slice(SPECIAL_TOKENS);
	return {
		words,
		counts: vocabulary.counts.slice(SPECIAL_TOKENS),
		index: new Map(words.map((word, at) => [word, at])),
		rows: unit(tensor2d(values.subarray(SPECIAL_TOKENS * width), [words.length, width])),
	};
}

/** A sum of embeddings: pairs of a word's index and its sign. */
export type Combination = readonly (readonly [number, 1 | -1])[];

/**
 * Finds the words nearest to a sum of embeddings by cosine similarity; the words of the sum are left out.
 *
 * @param count most words to return
 */
export async function nearestTo(vectors: WordVectors, sum: Combination, count: number): Promise<NearWord[]> {
	const wanted = Math.min(count + sum.length, vectors.words.length);
	const { values, indices } = tidy(() => {
		const directions = sum.map(([at, sign]) => mul<Tensor2D>(slice(vectors.rows, [at, 0], [1, -1]), sign));
		const total = unit(directions.reduce((one, other) => add<Tensor2D>(one, other)));
		return topk(reshape(matMul(total, vectors.rows, false, true), [-1]), wanted);
	});
	const [similarities, places] = await Promise.all([values.data(), indices.data()]);
	values.dispose();
	indices.dispose();
	const excluded = new Set(sum.map(([at]) => at));
	return Array.from(places, (at, rank) => ({ at, similarity: similarities[rank] as number }))
		.filter(({ at }) => !excluded.has(at))
		.slice(0, count)
		.map(({ at, similarity }) => ({ word: vectors.words[at] as string, similarity }));
}
