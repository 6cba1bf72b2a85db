/** Reads the index from the studio's database, and turns its changes into writes. */
import type { Change, Database } from '../../../storage/types';
import type { IndexEntry } from './types';

/** Store -> what it holds. */
export interface IndexStores {
	/** Without their thumbnails and files, by the hash of the picture. */
	indexEntries: IndexEntry;
	/** By the hash of the picture. */
	indexThumbnails: Blob;
	/** The hash of the entry that a file became, by the file and its state: unchanged files need not be read again. */
	indexFiles: string;
	/** Hashes of the library's pictures that were removed from the index and are not added again. */
	indexLeftOut: true;
}

/** What one write stores: all of it or nothing. */
export interface IndexWrite {
	/** Its thumbnail is not written with it. */
	readonly entry?: IndexEntry;
	/** Writes the entry only if it exists already, or only if it does not. */
	readonly when?: 'present' | 'absent';
	readonly thumbnail?: { readonly hash: string; readonly picture: Blob };
	readonly file?: { readonly file: string; readonly hash: string };
	readonly leftOut?: string;
}

export type IndexChange = Change<IndexStores>;

export function changesOf({ entry, when, thumbnail, file, leftOut }: IndexWrite): IndexChange[] {
	const changes: IndexChange[] = [];
	if (entry !== undefined) {
		const { thumbnail: _, file: __, ...bare } = entry;
		changes.push({ store: 'indexEntries', put: bare, ...(when && { when }) });
	}
	if (thumbnail !== undefined) changes.push({ store: 'indexThumbnails', put: thumbnail.picture, key: thumbnail.hash });
	if (file !== undefined) changes.push({ store: 'indexFiles', put: file.hash, key: file.file });
	if (leftOut !== undefined) changes.push({ store: 'indexLeftOut', put: true, key: leftOut });
	return changes;
}

/** Removes entries and their thumbnails. */
export const removalOf = (hashes: readonly string[]): IndexChange[] =>
	hashes.flatMap((hash) => [
		{ store: 'indexEntries', remove: hash } as const,
		{ store: 'indexThumbnails', remove: hash } as const,
	]);

/** Lets pictures of the library into the index again. */
export const letIn = (hashes: readonly string[]): IndexChange[] =>
	hashes.map((hash) => ({ store: 'indexLeftOut', remove: hash }));

export const clearing: readonly IndexChange[] = [
	{ store: 'indexEntries', clear: true },
	{ store: 'indexThumbnails', clear: true },
	{ store: 'indexFiles', clear: true },
	{ store: 'indexLeftOut', clear: true },
];

/** Reads everything but the thumbnails: entries oldest first, without files whose entry is gone. */
export async function readIndex(database: Database<IndexStores>) {
	const [entries, files, leftOut] = await Promise.all([
		database.entries('indexEntries'),
		database.entries('indexFiles'),
		database.keys('indexLeftOut'),
	]);
	const there = new Set(entries.map(([hash]) => hash));
	return {
		entries: entries.map(([, entry]) => entry).sort((a, b) => a.added - b.added),
		files: files.filter(([, hash]) => there.has(hash)),
		leftOut,
	};
}

const thumbnailsAtOnce = 256;

/** Reads all thumbnails, a few hundred at a time. */
export async function readThumbnails(
	database: Database<IndexStores>,
	onSome: (some: ReadonlyMap<string, Blob>) => void,
): Promise<void> {
	let after: string | undefined;
	for (;;) {
		const some = await database.entries('indexThumbnails', { after, count: thumbnailsAtOnce });
		if (some.length === 0) return;
		onSome(new Map(some));
		after = some.at(-1)?.[0];
	}
}
