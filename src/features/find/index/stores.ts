/** The index of pictures in the studio's database. */
import type { Change, Database } from '../../../storage/types';
import type { IndexEntry } from './types';

/** Store -> what it holds. */
export interface IndexStores {
	/** Without their thumbnails and files, by the hash of the picture. */
	indexEntries: IndexEntry;
	/** By the hash of the picture. */
	indexThumbnails: Blob;
	/** Files that need not be read again, each in one state: the hash of the entry that it became. */
	indexFiles: string;
	/** Hashes of the library's pictures that were removed from the index and stay out of it. */
	indexLeftOut: true;
}

/** What one write keeps; all of it or nothing. */
export interface Kept {
	/** Its thumbnail is not written with it. */
	readonly entry?: IndexEntry;
	/** Writes the entry only in place of one that is there, or only where there is none. */
	readonly when?: 'present' | 'absent';
	readonly thumbnail?: { readonly hash: string; readonly picture: Blob };
	readonly file?: { readonly file: string; readonly hash: string };
	readonly leftOut?: string;
}

export type IndexChange = Change<IndexStores>;

export function changesOf({ entry, when, thumbnail, file, leftOut }: Kept): IndexChange[] {
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

/** Removes entries with their thumbnails. */
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

/** Everything but the thumbnails; entries oldest first. Files of entries that are gone are left out. */
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

/** All thumbnails, a few hundred at a time. */
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
