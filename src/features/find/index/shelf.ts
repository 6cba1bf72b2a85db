import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { IndexEntry } from './types';

/** What one write keeps; all of it or nothing. */
export interface Kept {
	/** Its thumbnail is not written with it. */
	readonly entry?: IndexEntry;
	readonly thumbnail?: { readonly hash: string; readonly picture: Blob };
	/** A file that need not be read again: `file` says which and in which state, `hash` whose entry it became. */
	readonly file?: { readonly file: string; readonly hash: string };
	/** Hash of a picture of the filmstrip that was removed from the index and shall stay so. */
	readonly leftOut?: string;
}

/** Where the index is kept. Each call may fail: browsers refuse storage, or run out of it. */
export interface IndexShelf {
	/** All entries, without their thumbnails, in no order. */
	entries(): Promise<IndexEntry[]>;
	/** All thumbnails, a few hundred at a time. */
	thumbnails(onSome: (some: ReadonlyMap<string, Blob>) => void): Promise<void>;
	/** File -> hash of its entry. Files of entries that are gone are forgotten. */
	files(): Promise<Map<string, string>>;
	leftOut(): Promise<string[]>;
	put(kept: Kept): Promise<void>;
	removeThumbnails(hashes: readonly string[]): Promise<void>;
	/** Entries with their thumbnails. */
	remove(hashes: readonly string[]): Promise<void>;
	/** Pictures of the filmstrip that may be in the index again. */
	letIn(hashes: readonly string[]): Promise<void>;
	clear(): Promise<void>;
}

interface Schema extends DBSchema {
	entries: { key: string; value: IndexEntry };
	/** Apart, so that listing thousands of entries touches no picture. */
	thumbnails: { key: string; value: Blob };
	files: { key: string; value: string };
	leftOut: { key: string; value: true };
}

const stores = ['entries', 'thumbnails', 'files', 'leftOut'] as const;
const thumbnailsAtOnce = 256;

/**
 * IndexedDB, in a database of its own: the filmstrip's is not touched.
 * @throws whatever the browser says when it refuses storage (private windows, blocked cookies)
 */
export async function openIndexShelf(name = 'atelier-index'): Promise<IndexShelf> {
	const database = await openDB<Schema>(name, 1, {
		upgrade: (fresh) => {
			fresh.createObjectStore('entries', { keyPath: 'hash' });
			for (const store of ['thumbnails', 'files', 'leftOut'] as const) fresh.createObjectStore(store);
		},
	});
	const each = (store: (typeof stores)[number], keys: readonly string[]) => deleteEach(database, [store], keys);
	return {
		entries: () => database.getAll('entries'),
		thumbnails: (onSome) => readThumbnails(database, onSome),
		files: () => readFiles(database),
		leftOut: () => database.getAllKeys('leftOut'),
		async put({ entry, thumbnail, file, leftOut }) {
			const writing = database.transaction(stores, 'readwrite');
			const writes: Promise<unknown>[] = [];
			if (entry !== undefined) {
				const { thumbnail: _, ...bare } = entry;
				writes.push(writing.objectStore('entries').put(bare));
			}
			if (thumbnail !== undefined)
				writes.push(writing.objectStore('thumbnails').put(thumbnail.picture, thumbnail.hash));
			if (file !== undefined) writes.push(writing.objectStore('files').put(file.hash, file.file));
			if (leftOut !== undefined) writes.push(writing.objectStore('leftOut').put(true, leftOut));
			await Promise.all([...writes, writing.done]);
		},
		removeThumbnails: (hashes) => each('thumbnails', hashes),
		remove: (hashes) => deleteEach(database, ['entries', 'thumbnails'], hashes),
		letIn: (hashes) => each('leftOut', hashes),
		async clear() {
			const writing = database.transaction(stores, 'readwrite');
			await Promise.all([...stores.map((store) => writing.objectStore(store).clear()), writing.done]);
		},
	};
}

async function deleteEach(
	database: IDBPDatabase<Schema>,
	from: readonly (typeof stores)[number][],
	keys: readonly string[],
): Promise<void> {
	const writing = database.transaction(from, 'readwrite');
	const deletions = from.flatMap((store) => keys.map((key) => writing.objectStore(store).delete(key)));
	await Promise.all([...deletions, writing.done]);
}

async function readThumbnails(
	database: IDBPDatabase<Schema>,
	onSome: (some: ReadonlyMap<string, Blob>) => void,
): Promise<void> {
	let range: IDBKeyRange | undefined;
	for (;;) {
		const reading = database.transaction('thumbnails');
		const [keys, pictures] = await Promise.all([
			reading.store.getAllKeys(range, thumbnailsAtOnce),
			reading.store.getAll(range, thumbnailsAtOnce),
		]);
		const last = keys.at(-1);
		if (last === undefined) return;
		onSome(new Map(keys.map((key, at) => [key, pictures[at] as Blob])));
		range = IDBKeyRange.lowerBound(last, true);
	}
}

async function readFiles(database: IDBPDatabase<Schema>): Promise<Map<string, string>> {
	const reading = database.transaction(['files', 'entries']);
	const files = reading.objectStore('files');
	const [names, hashes, entries] = await Promise.all([
		files.getAllKeys(),
		files.getAll(),
		reading.objectStore('entries').getAllKeys(),
	]);
	const there = new Set(entries);
	const gone = names.filter((_, at) => !there.has(hashes[at] as string));
	if (gone.length > 0) await deleteEach(database, ['files'], gone);
	const known = names.map((name, at) => [name, hashes[at] as string] as const);
	return new Map(known.filter(([, hash]) => there.has(hash)));
}
