/** One picture in several places: which entry it gets, and what of it changes when it is found again. */
import { withoutEnding } from '../../../library/names';
import type { PickedFile } from './files';
import type { Preview } from './preview';
import type { IndexEntry, IndexSource } from './types';

/** Tells a file in one state from all others, so that it need not be read again. */
export const fileKey = ({ file, path }: PickedFile): string => `${path}|${file.size}|${file.lastModified}`;

/** What an entry of this source calls its place. */
export const placeOf = ({ file, path }: PickedFile, source: IndexSource): string =>
	source === 'folder' ? path : withoutEnding(file.name);

/** @param added milliseconds since 1970 */
export function entryOfFile(
	picked: PickedFile,
	source: IndexSource,
	hash: string,
	{ width, height, thumbnail }: Preview,
	added: number,
): IndexEntry {
	const name = withoutEnding(picked.file.name);
	return { hash, source, name, path: placeOf(picked, source), width, height, added, thumbnail };
}

/** A later source takes an entry over: what a visitor's folder holds stays when the filmstrip lets it go. */
const rank: Readonly<Record<IndexSource, number>> = { shelf: 0, sample: 1, folder: 2 };

/**
 * An entry whose picture was found again. The filmstrip's name stays, and so does what is known of the picture.
 * @param preview drawn anew when the thumbnail had gone
 * @returns the entry itself when nothing changes
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
