import type { LibraryItem } from '../../../library/types';
import type { IndexTools } from './state';
import type { IndexEntry } from './types';

/** What the synchronisation needs of the index. */
interface SyncTarget {
	readonly entries: () => ReadonlyMap<string, IndexEntry>;
	readonly preview: IndexTools['preview'];
	/** Adds an entry at the end. */
	insert(entry: Omit<IndexEntry, 'added'>): Promise<void>;
	replace(entry: IndexEntry): Promise<void>;
	remove(hashes: readonly string[]): Promise<void>;
	keepLeftOut(hash: string): Promise<void>;
	letIn(hashes: readonly string[]): Promise<void>;
}

/** Keeps the index's entries of source `shelf` in line with the library. */
export interface LibrarySync {
	/** Sets the library's current items, which `run` brings the entries in line with. */
	setItems(items: readonly LibraryItem[]): void;
	/** Synchronises. Runs are queued; each uses the latest items. */
	run(): Promise<void>;
	/** Records that pictures were removed from the index: those in the library are then not added again. */
	exclude(hashes: readonly string[]): Promise<void>;
	/** The same for removals that are stored already. */
	leaveOut(hashes: readonly string[]): void;
	/** Undoes `exclude`. */
	include(hashes: readonly string[]): Promise<void>;
	/** Forgets which pictures were removed or are unreadable. */
	forget(): void;
}

export function createLibrarySync(target: SyncTarget): LibrarySync {
	const leftOut = new Set<string>();
	/** Pictures that cannot be read; tried again on the next visit. */
	const unreadable = new Set<string>();
	let wanted: ReadonlyMap<string, LibraryItem> = new Map();
	let last: Promise<void> = Promise.resolve();

	const include = async (hashes: readonly string[]): Promise<void> => {
		const some = hashes.filter((hash) => leftOut.delete(hash));
		if (some.length > 0) await target.letIn(some);
	};

	const isMissing = (hash: string): boolean =>
		wanted.has(hash) && !leftOut.has(hash) && !unreadable.has(hash) && !target.entries().has(hash);

	const add = async ({ hash, name, picture, width, height, caption }: LibraryItem): Promise<void> => {
		if (!isMissing(hash)) return;
		const preview = await target.preview(picture, name).catch(() => undefined);
		if (preview === undefined) unreadable.add(hash);
		// The visitor may have removed it, or added it from a folder, in the meantime.
		else if (isMissing(hash)) {
			const { thumbnail } = preview;
			const own = { hash, source: 'shelf', name, path: name, width, height, thumbnail } as const;
			await target.insert({ ...own, ...(caption && { caption }) });
		}
	};

	const sync = async (): Promise<void> => {
		const entries = target.entries();
		const gone = [...entries.values()].filter(({ source, hash }) => source === 'shelf' && !wanted.has(hash));
		if (gone.length > 0) await target.remove(gone.map(({ hash }) => hash));
		await include([...leftOut].filter((hash) => !wanted.has(hash)));
		for (const item of wanted.values()) {
			const entry = target.entries().get(item.hash);
			if (entry === undefined) await add(item);
			else if (entry.name !== item.name || entry.caption !== item.caption) {
				const { caption: _, ...rest } = entry;
				const { name, caption } = item;
				const path = entry.source === 'shelf' ? { path: name } : {};
				await target.replace({ ...rest, name, ...path, ...(caption && { caption }) });
			}
		}
	};

	return {
		setItems(items) {
			wanted = new Map(items.map((item) => [item.hash, item]));
		},
		run() {
			last = last.then(sync);
			return last;
		},
		async exclude(hashes) {
			const held = hashes.filter((hash) => wanted.has(hash));
			for (const hash of held) leftOut.add(hash);
			await Promise.all(held.map(target.keepLeftOut));
		},
		leaveOut(hashes) {
			for (const hash of hashes) leftOut.add(hash);
		},
		include,
		forget() {
			leftOut.clear();
			unreadable.clear();
		},
	};
}
