/** Turns the hits of the page's search into files. */
import type { IndexedFile } from '../../src/app/tabs/find/automationTypes';
import type { Hit } from '../../src/features/find/index/types';

export interface RankedFile {
	readonly file: string;
	/** Cosine, -1 to 1. */
	readonly score: number;
	/** The likeliest caption; undefined when the index was made without captions. */
	readonly caption?: string;
	/** Other files with the same content. */
	readonly copies?: readonly string[];
}

/**
 * Selects the best hits among the given files: the index may hold others.
 * @param hits best first
 * @param top most pictures to return
 */
export function rankFiles(hits: readonly Hit[], indexed: readonly IndexedFile[], top: number): RankedFile[] {
	const byHash = new Map<string, IndexedFile[]>();
	for (const file of indexed) byHash.set(file.hash, [...(byHash.get(file.hash) ?? []), file]);
	const found = hits.flatMap(({ hash, score }): RankedFile[] => {
		const [first, ...copies] = byHash.get(hash) ?? [];
		if (first === undefined) return [];
		const caption = first.captions[0]?.text;
		return [
			{
				file: first.path,
				score,
				...(caption !== undefined && { caption }),
				...(copies.length > 0 && { copies: copies.map(({ path }) => path) }),
			},
		];
	});
	return found.slice(0, top);
}
