import { createStore, type StoreApi } from 'zustand/vanilla';
import { deferred } from '../../../engine/deferred';
import { createPauseSwitch } from '../../../engine/pause';
import type { PauseSwitch } from '../../../engine/protocol';
import type { PickedFile } from '../../../library/intake/files';
import type { Preview } from '../../../library/intake/tools';
import type { ItemChange, LibraryItem } from '../../../library/types';
import type { Changed } from '../../../storage/types';
import { exportJson } from './exportJson';
import { createIndexWriter } from './indexWriter';
import { createLibrarySync } from './librarySync';
import { entryOfFile, placeOf, refound } from './merge';
import type { IndexOptions, IndexState } from './state';
import { clearing, type IndexStores, type IndexWrite, letIn, readIndex, readThumbnails, removalOf } from './stores';
import type { IndexEmbedding, IndexEntry, IndexSource } from './types';
import { createVectorTable, type VectorTable } from './vectorTable';

/** What adding a file did: `known` if its entry came from this very file, `duplicate` if from another with the same content. */
export type Added = 'new' | 'known' | 'duplicate';

/** What is known of a file's content. */
export interface FileRead {
	/** From `fileKey`. */
	readonly key: string;
	readonly hash: string;
	readonly preview?: Preview | undefined;
}

export interface PictureIndex extends StoreApi<IndexState> {
	/** Pauses intake and embedding. Set it through `setPaused`. */
	readonly pause: PauseSwitch;
	/** Reads what earlier visits stored. Never rejects: without storage the index lasts until the page is closed. */
	open(): Promise<void>;
	/** Resolves when `open` has read everything. */
	readonly opened: Promise<void>;
	/** The entry of a file that was added before and has not changed since. @param key from `fileKey` */
	entryOf(key: string): IndexEntry | undefined;
	/**
	 * Adds a file that was read: as a new entry, or as one more copy of a picture in the index.
	 * @param preview needed for a new entry, and for one without a thumbnail
	 */
	addFile(picked: PickedFile, source: IndexSource, read: FileRead): Promise<Added>;
	/** Says vectors and captions of pictures that are or will be here, by hash, so that no network has to see them. */
	expect(embeddings: ReadonlyMap<string, IndexEmbedding>): Promise<void>;
	/** Sets the files that entries can be read from again in full size, by hash. */
	setFiles(files: ReadonlyMap<string, File>): void;
	/**
	 * Brings the entries of source `shelf` in line with the library, except for pictures that were removed from the index.
	 * To be called when the library has opened and whenever it changes.
	 */
	syncLibrary(items: readonly LibraryItem[]): Promise<void>;
	/** Removes entries, not the library's own items. @returns the removed entries, for `restore` */
	remove(hashes: Iterable<string>): Promise<readonly IndexEntry[]>;
	/** Puts removed entries back where they were. */
	restore(entries: readonly IndexEntry[]): Promise<void>;
	/** Renames an entry, changes its caption, or makes it a favourite. */
	change(hash: string, change: ItemChange): Promise<void>;
	setPaused(paused: boolean): void;
	/** Says which networks are in use: entries with vectors of others are embedded again. */
	setModel(modelHash: string): void;
	/**
	 * Entries to embed, oldest first: those with a thumbnail that have no vector of this model and did not fail with it.
	 * @param modelHash undefined while it is not known: then any model's vector will do
	 */
	pending(modelHash?: string): IndexEntry[];
	/** Stores a vector and captions. No effect on an entry that was removed in the meantime; the same for `setFailed`. */
	setEmbedding(hash: string, embedding: IndexEmbedding): Promise<void>;
	/** Records that the networks of this hash could not read the picture. */
	setFailed(hash: string, modelHash: string): Promise<void>;
	/** The vectors of all entries that these networks embedded, up to date. */
	vectors(modelHash: string): VectorTable;
	exportJson(): Blob;
	/** Deletes everything; the library's pictures come back with the next `syncLibrary`. */
	clear(): Promise<void>;
}

/** A stored entry with what this page has of it besides: its thumbnail, which is stored apart, and its file. */
const withOwn = (entry: IndexEntry, { thumbnail, file }: Partial<IndexEntry> = {}): IndexEntry => ({
	...entry,
	...(thumbnail && { thumbnail }),
	...(file && { file }),
});

/** Applies changes from elsewhere, and sorts the entries by the time they were added. */
function withChanges(
	entries: ReadonlyMap<string, IndexEntry>,
	changes: ReadonlyMap<string, IndexEntry | undefined>,
): ReadonlyMap<string, IndexEntry> {
	const changed = new Map(entries);
	for (const [hash, entry] of changes) {
		if (entry === undefined) changed.delete(hash);
		else changed.set(hash, withOwn(entry, entries.get(hash)));
	}
	return new Map([...changed].sort(([, a], [, b]) => a.added - b.added));
}

/** An entry to store with its thumbnail. */
const whole = (entry: IndexEntry): IndexWrite => ({
	entry,
	...(entry.thumbnail === undefined ? {} : { thumbnail: { hash: entry.hash, picture: entry.thumbnail } }),
});

/** Creates the store of searchable pictures. Entries that cannot be stored stay in memory, and `onTrouble` is called. */
export function createPictureIndex({ database, preview, onTrouble, now = Date.now }: IndexOptions): PictureIndex {
	const store = createStore<IndexState>(() => ({ entries: new Map(), storage: 'opening' }));
	const pause = createPauseSwitch();
	const table = createVectorTable();
	const opened = deferred<void>();
	const files = new Map<string, string>();
	const expected = new Map<string, IndexEmbedding>();
	const writer = createIndexWriter(database, onTrouble);
	let opening: Promise<void> | undefined;
	let lastAdded = 0;

	const entriesNow = () => store.getState().entries;

	/** The map of entries is never modified: each change makes a new one. */
	const update = (change: (entries: Map<string, IndexEntry>) => void): void => {
		const entries = new Map(entriesNow());
		change(entries);
		store.setState({ entries });
	};

	const replace = (entry: IndexEntry, more: IndexWrite = {}): Promise<void> => {
		update((entries) => entries.set(entry.hash, entry));
		return writer.put({ entry, ...more });
	};

	/** Entries are sorted by the time they were added, so that no two may have the same. */
	const nextTime = (): number => {
		lastAdded = Math.max(now(), lastAdded + 1);
		return lastAdded;
	};

	const setThumbnails = (thumbnails: ReadonlyMap<string, Blob | undefined>): void =>
		update((entries) => {
			for (const [hash, thumbnail] of thumbnails) {
				const entry = entries.get(hash);
				if (entry === undefined) continue;
				const { thumbnail: _, ...bare } = entry;
				entries.set(hash, thumbnail === undefined ? bare : { ...bare, thumbnail });
			}
		});

	const read = async (): Promise<void> => {
		try {
			const found = await readIndex(database);
			for (const [file, hash] of found.files) files.set(file, hash);
			librarySync.leaveOut(found.leftOut);
			lastAdded = found.entries.at(-1)?.added ?? 0;
			const before = entriesNow();
			const entries = new Map(found.entries.map((entry) => [entry.hash, withOwn(entry, before.get(entry.hash))]));
			store.setState({ entries, storage: database.state });
			await readThumbnails(database, setThumbnails);
		} catch {
			store.setState({ storage: 'memory' });
		}
	};

	/** What other pages wrote, and thumbnails that went to make room. */
	const follow = ({ indexEntries, indexThumbnails, indexFiles, indexLeftOut }: Changed<IndexStores>): void => {
		if (indexEntries !== undefined) {
			store.setState({ entries: withChanges(entriesNow(), indexEntries) });
			for (const entry of indexEntries.values()) lastAdded = Math.max(lastAdded, entry?.added ?? 0);
		}
		if (indexThumbnails !== undefined) setThumbnails(indexThumbnails);
		for (const [file, hash] of indexFiles ?? []) {
			if (hash === undefined) files.delete(file);
			else files.set(file, hash);
		}
		for (const [hash, left] of indexLeftOut ?? []) {
			if (left) librarySync.leaveOut([hash]);
			else void librarySync.include([hash]);
		}
	};

	/** Another page cleared the index, or the storage answers after all. */
	const reread = (): void => {
		files.clear();
		librarySync.forget();
		void read();
	};

	const openNow = async (): Promise<void> => {
		database.watch({
			changed: follow,
			reread,
			state: (storage) => {
				if (store.getState().storage !== 'opening') store.setState({ storage });
			},
		});
		await read();
		opened.resolve();
	};

	const insert = (found: IndexEntry, more: IndexWrite = {}): Promise<void> => {
		const embedding = found.embedding ?? expected.get(found.hash);
		const entry = embedding === undefined ? found : { ...found, embedding };
		return replace(entry, { ...whole(entry), ...more });
	};

	const addFile: PictureIndex['addFile'] = async (picked, source, { key, hash, preview }) => {
		const file = { file: key, hash };
		const there = entriesNow().get(hash);
		const isSame = files.get(file.file) === hash || there?.path === placeOf(picked, source);
		files.set(file.file, hash);
		if (there === undefined && preview !== undefined) {
			await insert(entryOfFile(picked, source, hash, preview, nextTime()), { file, when: 'absent' });
			return 'new';
		}
		if (there !== undefined) {
			const entry = refound(there, picked, source, preview);
			if (entry === there) await writer.put({ file });
			else await insert(entry, { file });
		}
		return isSame ? 'known' : 'duplicate';
	};

	const librarySync = createLibrarySync({
		entries: entriesNow,
		preview,
		insert: (entry) => insert({ ...entry, added: nextTime() }, { when: 'absent' }),
		replace: (entry) => replace(entry, { when: 'present' }),
		remove: (hashes) => drop(hashes),
		keepLeftOut: (leftOut) => writer.put({ leftOut }),
		letIn: (hashes) => writer.write(letIn(hashes)),
	});

	const drop = async (hashes: readonly string[]): Promise<void> => {
		update((entries) => {
			for (const hash of hashes) entries.delete(hash);
		});
		await writer.write(removalOf(hashes));
	};

	const settle = (hash: string, result: Pick<IndexEntry, 'embedding' | 'failedWith'>): Promise<void> => {
		const entry = entriesNow().get(hash);
		if (entry === undefined) return Promise.resolve();
		const { failedWith: _, ...rest } = entry;
		return replace({ ...rest, ...result }, { when: 'present' });
	};

	return {
		...store,
		pause,
		opened: opened.promise,
		open() {
			opening ??= openNow();
			return opening;
		},
		entryOf: (key) => entriesNow().get(files.get(key) ?? ''),
		addFile,
		async expect(embeddings) {
			for (const [hash, embedding] of embeddings) expected.set(hash, embedding);
			const bare = [...entriesNow().values()].filter((entry) => entry.embedding === undefined);
			await Promise.all(
				bare.map(({ hash }) => {
					const embedding = embeddings.get(hash);
					return embedding && settle(hash, { embedding });
				}),
			);
		},
		setFiles(some) {
			if (some.size === 0) return;
			update((entries) => {
				for (const [hash, file] of some) {
					const entry = entries.get(hash);
					if (entry !== undefined) entries.set(hash, { ...entry, file });
				}
			});
		},
		async syncLibrary(items) {
			librarySync.setItems(items);
			await opened.promise;
			await librarySync.run();
		},
		async remove(hashes) {
			const gone = [...hashes].flatMap((hash) => entriesNow().get(hash) ?? []);
			const names = gone.map(({ hash }) => hash);
			await Promise.all([drop(names), librarySync.exclude(names)]);
			return gone;
		},
		async restore(entries) {
			const fresh = entries.filter(({ hash }) => !entriesNow().has(hash));
			const all = [...entriesNow().values(), ...fresh].sort((a, b) => a.added - b.added);
			store.setState({ entries: new Map(all.map((entry) => [entry.hash, entry])) });
			await Promise.all([...fresh.map((entry) => insert(entry)), librarySync.include(fresh.map(({ hash }) => hash))]);
		},
		async change(hash, changed) {
			const entry = entriesNow().get(hash);
			if (entry !== undefined) await replace({ ...entry, ...changed }, { when: 'present' });
		},
		setPaused(paused) {
			store.setState(({ intake, embedding }) => ({
				...(intake === undefined ? {} : { intake: { ...intake, paused } }),
				...(embedding === undefined ? {} : { embedding: { ...embedding, paused } }),
			}));
			pause.set(paused);
		},
		setModel: (modelHash) => store.setState({ modelHash }),
		pending: (modelHash) =>
			[...entriesNow().values()].filter(({ thumbnail, embedding, failedWith }) => {
				if (thumbnail === undefined) return false;
				if (modelHash === undefined) return embedding === undefined && failedWith === undefined;
				return embedding?.modelHash !== modelHash && failedWith !== modelHash;
			}),
		setEmbedding: (hash, embedding) => settle(hash, { embedding }),
		setFailed: (hash, failedWith) => settle(hash, { failedWith }),
		vectors(modelHash) {
			table.sync(entriesNow().values(), modelHash);
			return table;
		},
		exportJson: () => exportJson(store.getState(), now()),
		async clear() {
			files.clear();
			store.setState({ entries: new Map() });
			librarySync.forget();
			await writer.write(clearing);
		},
	};
}
