/** Ranks a sentence's best matches again, by how much likelier each picture makes the sentence. */
import type { PictureIndex } from './index/store';
import type { Hit } from './index/types';
import type { Point } from './state';
import type { PictureInput } from './types';

/** How many of the best matches are ranked again: the decoder reads the sentence for each. */
export const RERANKED = 50;

/**
 * Orders the matches by cosine and gain; pictures that the decoder has not read, by the least gain that it has found.
 * The cosines keep their places, best first: gains have no scale of their own, and how long a sentence is would fill the bars.
 */
export function reranked(hits: readonly Hit[], { gains, rerankWeight }: Point): readonly Hit[] {
	if (!gains?.size || rerankWeight === undefined) return hits;
	const added = new Map([...gains].map(([hash, words]) => [hash, rerankWeight * words.reduce((a, b) => a + b, 0)]));
	const least = Math.min(...added.values());
	const total = ({ hash, score }: Hit) => score + (added.get(hash) ?? least);
	const order = hits.toSorted((a, b) => total(b) - total(a));
	return hits.map(({ score }, at) => ({ hash: (order[at] as Hit).hash, score }));
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
