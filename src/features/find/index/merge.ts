/** Turns files into entries, and merges a file into the entry of the same picture. */
import type { PickedFile } from '../../../library/intake/files';
import type { Preview } from '../../../library/intake/tools';
import { withoutEnding } from '../../../library/names';

import type { IndexEntry, IndexSource } from './types';

/**
 * Identifies a file in its current state, so that it need not be read again.
 * @param sample of its content: two files can have the same name, size and date
 */
export const fileKey = ({ file, path }: PickedFile, sample: string): string =>
	`${path}|${file.size}|${file.lastModified}|${sample}`;

/** An entry's `path`, by its source. */
export const placeOf = ({ file, path }: PickedFile, source: IndexSource): string =>
	source === 'folder' ? path : withoutEnding(file.name);

/** Makes the entry of a new picture. @param added milliseconds since 1970 */
export function entryOfFile(
	picked: PickedFile,
	source: IndexSource,
	hash: string,
	{ width, height, thumbnail }: Preview,
	added: number,
): IndexEntry {
	const { file } = picked;
	const name = withoutEnding(file.name);
	return { hash, source, name, path: placeOf(picked, source), width, height, added, thumbnail, file };
}

/** A higher source takes an entry over: a picture of a visitor's folder stays when the library deletes it. */
const rank: Readonly<Record<IndexSource, number>> = { shelf: 0, sample: 1, folder: 2 };

/**
 * Merges another file of the same picture into an entry. A library item's name and the embedding stay.
 * @param preview given if the entry's thumbnail was missing
 * @returns the same entry if nothing changes
 */
export function refound(
	entry: IndexEntry,
	picked: PickedFile,
	source: IndexSource,
	preview: Preview | undefined,
): IndexEntry {
	const takesOver = rank[source] > rank[entry.source];
	const needsThumbnail = entry.thumbnail === undefined && preview !== undefined;
	if (!takesOver && !needsThumbnail) return entry;
	const name = entry.source === 'shelf' ? entry.name : withoutEnding(picked.file.name);
	return {
		...entry,
		...(takesOver ? { source, name, path: placeOf(picked, source) } : {}),
		...(needsThumbnail ? { thumbnail: preview.thumbnail } : {}),
	};
}
