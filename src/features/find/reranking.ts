/** Ranks a sentence's best matches again, by how much likelier each picture makes the sentence. */
import type { PictureIndex } from './index/store';
import type { Hit } from './index/types';
import type { Point } from './state';
import type { PictureInput } from './types';

/** How many of the best matches are ranked again: the decoder reads the sentence for each. */
export const RERANKED = 50;

/** Adds what the decoder says to the cosines. Pictures that it has not read rank as the worst that it has. */
export function reranked(hits: readonly Hit[], { gains, rerank }: Point): readonly Hit[] {
	if (!gains?.size || !rerank) return hits;
	const added = new Map([...gains].map(([hash, words]) => [hash, rerank.weight * words.reduce((a, b) => a + b, 0)]));
	const least = Math.min(...added.values());
	return hits
		.map(({ hash, score }) => ({ hash, score: score + (added.get(hash) ?? least) }))
		.sort((a, b) => b.score - a.score);
}

export interface Candidate {
	readonly hash: string;
	readonly input: PictureInput;
}

/** The best matches that the decoder has not read yet. */
export function unread(
	hits: readonly Hit[],
	{ gains, modelHash }: Point,
	index: Pick<PictureIndex, 'getState'>,
): Candidate[] {
	const { entries } = index.getState();
	return hits.slice(0, RERANKED).flatMap(({ hash }) => {
		const { vector, grid, modelHash: madeBy } = entries.get(hash)?.embedding ?? {};
		if (gains?.has(hash) || !vector || madeBy !== modelHash) return [];
		return [{ hash, input: { vector, ...(grid && { grid }) } }];
	});
}
