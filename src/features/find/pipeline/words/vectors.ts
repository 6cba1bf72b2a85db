/** The vocabulary as directions: embeddings of length 1 on the device, and how near two words are. */
import { add, matMul, mul, reshape, slice, type Tensor2D, tensor2d, tidy, topk } from '@tensorflow/tfjs-core';
import type { JobContext, LoadProgress } from '../../../../engine/protocol';
import { unit } from '../../../../nets/captioner';
import { matrixOf } from '../../../../nets/weights';
import { type CaptionerFiles, openCaptioner, SPECIAL_TOKENS } from '../../../../networks/worker/captioner';
import type { NearWord } from '../../types';

export interface WordVectors {
	/** Without the signs, commonest first. */
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

function makeWordVectors({ config: { pictureVector: width }, vocabulary, tensors }: CaptionerFiles): WordVectors {
	const values = matrixOf(tensors, 'embedding', [vocabulary.words.length, width]);
	const words = vocabulary.words.slice(SPECIAL_TOKENS);
	return {
		words,
		counts: vocabulary.counts.slice(SPECIAL_TOKENS),
		index: new Map(words.map((word, at) => [word, at])),
		rows: unit(tensor2d(values.subarray(SPECIAL_TOKENS * width), [words.length, width])),
	};
}

/** A direction as a sum of words: [word's place, its sign]. */
export type Combination = readonly (readonly [number, 1 | -1])[];

/**
 * The words nearest to a sum of words' directions, by cosine, without those of the sum.
 *
 * @param count how many at most
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
