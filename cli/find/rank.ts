/** Hits of the page's search, as files. */
import type { IndexedFile } from '../../src/app/tabs/find/automationTypes';
import type { Hit } from '../../src/features/find/index/types';

export interface RankedFile {
	readonly file: string;
	/** Cosine, -1 to 1. */
	readonly score: number;
	/** The most likely one; undefined when the index was made without captions. */
	readonly caption?: string;
	/** Other files with the very same picture. */
	readonly copies?: readonly string[];
}

/**
 * The best hits that are among the given files: the index may hold others.
 * @param hits best first
 * @param top how many pictures at most
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
