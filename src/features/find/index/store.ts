import { createStore, type StoreApi } from 'zustand/vanilla';
import { deferred } from '../../../engine/deferred';
import { createPauseSwitch } from '../../../engine/pause';
import type { PauseSwitch } from '../../../engine/protocol';
import type { LibraryItem } from '../../../library/types';
import type { Changed } from '../../../storage/types';
import { exportJson } from './exportJson';
import type { PickedFile } from './files';
import { type Added, takeAll } from './intake';
import { createKeeper } from './keeper';
import { entryOfFile, fileKey, placeOf, refound } from './merge';
import type { Preview } from './preview';
import { createShelfSync } from './shelfSync';
import type { IndexOptions, IndexState, IntakeReport } from './state';
import { clearing, type IndexStores, type Kept, letIn, readIndex, readThumbnails, removalOf } from './stores';
import type { IndexEmbedding, IndexEntry, IndexSource } from './types';
import { createVectorTable, type VectorTable } from './vectorTable';

export interface PictureIndex extends StoreApi<IndexState> {
	/** Pauses intake and embedding. Set it through `setPaused`. */
	readonly pause: PauseSwitch;
	/** Reads what earlier visits stored. Never rejects: without storage the index lasts until the page is closed. */
	open(): Promise<void>;
	/**
	 * Adds files, once `open` has ended; several calls run one after another. A bad file does not stop the others.
	 * @param options.redraw whether an embedded picture whose thumbnail was deleted gets a new one; default true
	 * @throws AbortError when `signal` stops it; files that were added by then stay
	 */
	takeFiles(
		files: readonly PickedFile[],
		source: Exclude<IndexSource, 'shelf'>,
		options?: { readonly signal?: AbortSignal; readonly redraw?: boolean },
	): Promise<IntakeReport>;
	/**
	 * Brings the entries of source `shelf` in line with the library, except for pictures that were removed from the index.
	 * To be called when the library has opened and whenever it changes.
	 */
	syncShelf(items: readonly LibraryItem[]): Promise<void>;
	/** Removes entries, not the library's own items. @returns the removed entries, for `restore` */
	remove(hashes: Iterable<string>): Promise<readonly IndexEntry[]>;
	/** Puts removed entries back where they were. */
	restore(entries: readonly IndexEntry[]): Promise<void>;
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
	/** Deletes everything; the library's pictures come back with the next `syncShelf`. */
	clear(): Promise<void>;
}

/** Entries after changes from elsewhere, in their order. An entry keeps its thumbnail, which is stored apart. */
function withChanges(
	entries: ReadonlyMap<string, IndexEntry>,
	changes: ReadonlyMap<string, IndexEntry | undefined>,
): ReadonlyMap<string, IndexEntry> {
	const changed = new Map(entries);
	for (const [hash, entry] of changes) {
		if (entry === undefined) changed.delete(hash);
		else {
			const thumbnail = entries.get(hash)?.thumbnail;
			changed.set(hash, thumbnail === undefined ? entry : { ...entry, thumbnail });
		}
	}
	return new Map([...changed].sort(([, a], [, b]) => a.added - b.added));
}

/** An entry to store with its thumbnail. */
const whole = (entry: IndexEntry): Kept => ({
	entry,
	...(entry.thumbnail === undefined ? {} : { thumbnail: { hash: entry.hash, picture: entry.thumbnail } }),
});

/** Creates the store of searchable pictures. Entries that cannot be stored stay in memory, and the visitor is told. */
export function createPictureIndex({ database, tools, onTrouble, now = Date.now }: IndexOptions): PictureIndex {
	const store = createStore<IndexState>(() => ({ entries: new Map(), storage: 'opening' }));
	const pause = createPauseSwitch();
	const table = createVectorTable();
	const opened = deferred<void>();
	const files = new Map<string, string>();
	const keeper = createKeeper(database, onTrouble);
	let opening: Promise<void> | undefined;
	let lastIntake: Promise<unknown> = Promise.resolve();
	let lastAdded = 0;

	const entriesNow = () => store.getState().entries;

	/** The map of entries is never modified: each change makes a new one. */
	const update = (change: (entries: Map<string, IndexEntry>) => void): void => {
		const entries = new Map(entriesNow());
		change(entries);
		store.setState({ entries });
	};

	const replace = (entry: IndexEntry, kept: Kept = {}): Promise<void> => {
		update((entries) => entries.set(entry.hash, entry));
		return keeper.put({ entry, ...kept });
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
			shelfSync.leaveOut(found.leftOut);
			lastAdded = found.entries.at(-1)?.added ?? 0;
			store.setState({ entries: new Map(found.entries.map((entry) => [entry.hash, entry])), storage: database.state });
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
			if (left) shelfSync.leaveOut([hash]);
			else void shelfSync.allow([hash]);
		}
	};

	/** Another page cleared the index, or the storage answers after all. */
	const reread = (): void => {
		files.clear();
		shelfSync.forget();
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

	const insert = (entry: IndexEntry, kept: Kept = {}): Promise<void> => replace(entry, { ...whole(entry), ...kept });

	/** Adds a file that was read: as a new entry, or as one more place of a picture in the index. */
	const addFile = async (
		picked: PickedFile,
		source: IndexSource,
		hash: string,
		preview: Preview | undefined,
	): Promise<Added> => {
		const file = { file: fileKey(picked), hash };
		const there = entriesNow().get(hash);
		const isSame = files.get(file.file) === hash || there?.path === placeOf(picked, source);
		files.set(file.file, hash);
		if (there === undefined && preview !== undefined) {
			await insert(entryOfFile(picked, source, hash, preview, nextTime()), { file, when: 'absent' });
			return 'new';
		}
		if (there !== undefined) {
			const entry = refound(there, picked, source, preview);
			if (entry === there) await keeper.put({ file });
			else await insert(entry, { file });
		}
		return isSame ? 'known' : 'duplicate';
	};

	const advance = (more: { done?: number; total?: number; skipped?: number }): void =>
		store.setState(({ intake }) => {
			const { done = 0, total = 0, skipped = 0 } = intake ?? {};
			const next = {
				done: done + (more.done ?? 0),
				total: total + (more.total ?? 0),
				skipped: skipped + (more.skipped ?? 0),
				paused: pause.paused,
			};
			return { intake: next.done < next.total ? next : undefined };
		});

	const shelfSync = createShelfSync({
		entries: entriesNow,
		preview: tools.preview,
		insert: (entry) => insert({ ...entry, added: nextTime() }, { when: 'absent' }),
		replace: (entry) => replace(entry, { when: 'present' }),
		remove: (hashes) => drop(hashes),
		keepLeftOut: (leftOut) => keeper.put({ leftOut }),
		letIn: (hashes) => keeper.write(letIn(hashes)),
	});

	const drop = async (hashes: readonly string[]): Promise<void> => {
		update((entries) => {
			for (const hash of hashes) entries.delete(hash);
		});
		await keeper.write(removalOf(hashes));
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
		open() {
			opening ??= openNow();
			return opening;
		},
		takeFiles(picked, source, { signal, redraw = true } = {}) {
			let left = picked.length;
			advance({ total: left });
			const target = {
				knownHash(file: PickedFile) {
					const entry = entriesNow().get(files.get(fileKey(file)) ?? '');
					return entry?.thumbnail !== undefined && entry.source !== 'shelf' ? entry.hash : undefined;
				},
				isComplete(hash: string) {
					const { thumbnail, embedding } = entriesNow().get(hash) ?? {};
					return thumbnail !== undefined || (!redraw && embedding !== undefined);
				},
				add: (file: PickedFile, hash: string, preview: Preview | undefined) => addFile(file, source, hash, preview),
			};
			const onProgress = (more: { done: number; skipped: number }) => {
				left -= more.done;
				advance(more);
			};
			const work = Promise.all([opened.promise, lastIntake])
				.then(() => takeAll(picked, target, { tools, pause, signal, onProgress }))
				.finally(() => {
					if (left > 0) advance({ total: -left });
				});
			lastIntake = work.catch(() => undefined);
			return work;
		},
		async syncShelf(items) {
			shelfSync.want(items);
			await opened.promise;
			await shelfSync.run();
		},
		async remove(hashes) {
			const gone = [...hashes].flatMap((hash) => entriesNow().get(hash) ?? []);
			const names = gone.map(({ hash }) => hash);
			await Promise.all([drop(names), shelfSync.leave(names)]);
			return gone;
		},
		async restore(entries) {
			const fresh = entries.filter(({ hash }) => !entriesNow().has(hash));
			const all = [...entriesNow().values(), ...fresh].sort((a, b) => a.added - b.added);
			store.setState({ entries: new Map(all.map((entry) => [entry.hash, entry])) });
			await Promise.all([...fresh.map((entry) => insert(entry)), shelfSync.allow(fresh.map(({ hash }) => hash))]);
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
			shelfSync.forget();
			await keeper.write(clearing);
		},
	};
}
