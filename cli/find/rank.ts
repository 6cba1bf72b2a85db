/** The files whose pictures lie nearest to a point of the joint space. */
import { search } from '../../src/features/find/index/search';
import { createVectorTable } from '../../src/features/find/index/vectorTable';
import type { EmbeddedEntry } from './embedFiles';

export interface RankedFile {
	readonly file: string;
	/** Cosine, -1 to 1. */
	readonly score: number;
	/** The likeliest; absent when the index was made without captions. */
	readonly caption?: string;
	/** Other files of the very same picture. */
	readonly copies?: readonly string[];
}

/**
 * @param entries by file, all embedded by the same networks as the query
 * @param query of length 1
 * @param top how many pictures at most
 * @param without hash of a picture that is left out: the one that others shall be similar to
 */
export function rank(
	entries: ReadonlyMap<string, EmbeddedEntry>,
	query: Float32Array,
	top: number,
	without?: string,
): RankedFile[] {
	const files = new Map<string, string[]>();
	for (const [file, { hash }] of entries) files.set(hash, [...(files.get(hash) ?? []), file]);
	const others = [...entries.values()].filter(({ hash }) => hash !== without);
	return search(createVectorTable(others), query, top).map(({ hash, score }) => {
		const [file = '', ...copies] = files.get(hash) ?? [];
		const caption = entries.get(file)?.embedding.captions[0]?.text;
		return {
			file,
			score,
			...(caption !== undefined && { caption }),
			...(copies.length > 0 && { copies }),
		};
	});
}
