/** Jobs on the vocabulary: neighbours, analogies (Mikolov et al. 2013) and the vocabulary itself with its map. */
import type { Job, LoadProgress } from '../../../../engine/protocol';
import { openCaptioner, SPECIAL_TOKENS } from '../../../../networks/worker/captioner';
import { tokenise } from '../../shared/tokenise';
import type { AnalogyRequest, NearWordsResult, NeighboursRequest, Vocabulary } from '../../types';
import { suggest } from './suggest';
import { type Combination, loadWordVectors, nearestTo, type WordVectors } from './vectors';

const mostAnswers = 100;

export const nearWords: Job<NeighboursRequest, LoadProgress, NearWordsResult> = {
	priority: 'short',
	async run({ word, count }, ctx) {
		return answer(await loadWordVectors(ctx), [[word, 1]], count);
	},
};

export const analogy: Job<AnalogyRequest, LoadProgress, NearWordsResult> = {
	priority: 'short',
	async run({ a, b, c, count }, ctx) {
		const sum = [
			[b, 1],
			[a, -1],
			[c, 1],
		] as const;
		return answer(await loadWordVectors(ctx), sum, count);
	},
};

export const vocabulary: Job<Record<string, never>, LoadProgress, Vocabulary> = {
	priority: 'short',
	async run(_, ctx) {
		const { vocabulary: file } = await openCaptioner(ctx, (event) => ctx.progress(event));
		const { words, counts, map, clusters } = file;
		return {
			words: words.slice(SPECIAL_TOKENS),
			counts: counts.slice(SPECIAL_TOKENS),
			positions: Float32Array.from(map.slice(SPECIAL_TOKENS).flat()),
			clusters: clusters.slice(SPECIAL_TOKENS),
		};
	},
};

/** Answers with the words nearest to a sum of typed words, which are tokenised like a sentence. */
async function answer(
	vectors: WordVectors,
	sum: readonly (readonly [string, 1 | -1])[],
	count: number,
): Promise<NearWordsResult> {
	const words = sum.map(([typed, sign]) => [tokenise(typed)[0] ?? typed.trim().toLowerCase(), sign] as const);
	const unknown = words.filter(([word]) => !vectors.index.has(word));
	if (unknown.length > 0) {
		return { unknown: unknown.map(([word]) => suggest(word, vectors.words, vectors.counts)) };
	}
	const combination: Combination = words.map(([word, sign]) => [vectors.index.get(word) as number, sign]);
	return { found: await nearestTo(vectors, combination, Math.min(Math.max(1, Math.round(count)), mostAnswers)) };
}
