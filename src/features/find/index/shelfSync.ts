import type { LibraryItem } from '../../../library/types';
import type { IndexTools } from './preview';
import type { IndexEntry } from './types';

/** What the index says and does for the filmstrip's pictures. */
interface SyncTarget {
	readonly entries: () => ReadonlyMap<string, IndexEntry>;
	readonly preview: IndexTools['preview'];
	/** A new entry, at the end. */
	insert(entry: Omit<IndexEntry, 'added'>): Promise<void>;
	replace(entry: IndexEntry): Promise<void>;
	remove(hashes: readonly string[]): Promise<void>;
	keepLeftOut(hash: string): Promise<void>;
	letIn(hashes: readonly string[]): Promise<void>;
}

/** Keeps the index' entries of the filmstrip's pictures like the filmstrip. */
export interface ShelfSync {
	/** What the filmstrip holds from now on; `run` brings the entries there. */
	want(items: readonly LibraryItem[]): void;
	/** Runs one after another; each goes by what is wanted last. */
	run(): Promise<void>;
	/** Removed from the index on purpose: those of them that the filmstrip holds do not come back by themselves. */
	leave(hashes: readonly string[]): Promise<void>;
	/** The same, from an earlier visit. */
	leaveOut(hashes: readonly string[]): void;
	/** Takes `leave` back. */
	allow(hashes: readonly string[]): Promise<void>;
	forget(): void;
}

export function createShelfSync(target: SyncTarget): ShelfSync {
	const leftOut = new Set<string>();
	/** They would fail again; tried anew on the next visit. */
	const unreadable = new Set<string>();
	let wanted: ReadonlyMap<string, LibraryItem> = new Map();
	let last: Promise<void> = Promise.resolve();

	const allow = async (hashes: readonly string[]): Promise<void> => {
		const some = hashes.filter((hash) => leftOut.delete(hash));
		if (some.length > 0) await target.letIn(some);
	};

	const isMissing = (hash: string): boolean =>
		wanted.has(hash) && !leftOut.has(hash) && !unreadable.has(hash) && !target.entries().has(hash);

	const add = async ({ hash, name, picture, width, height }: LibraryItem): Promise<void> => {
		if (!isMissing(hash)) return;
		const preview = await target.preview(picture, name).catch(() => undefined);
		if (preview === undefined) unreadable.add(hash);
		// The visitor may have removed it, or added it from a folder, in the meantime.
		else if (isMissing(hash)) {
			const { thumbnail } = preview;
			await target.insert({ hash, source: 'shelf', name, path: name, width, height, thumbnail });
		}
	};

	const sync = async (): Promise<void> => {
		const entries = target.entries();
		const gone = [...entries.values()].filter(({ source, hash }) => source === 'shelf' && !wanted.has(hash));
		if (gone.length > 0) await target.remove(gone.map(({ hash }) => hash));
		await allow([...leftOut].filter((hash) => !wanted.has(hash)));
		for (const item of wanted.values()) {
			const entry = target.entries().get(item.hash);
			if (entry === undefined) await add(item);
			else if (entry.name !== item.name) {
				await target.replace({ ...entry, name: item.name, ...(entry.source === 'shelf' ? { path: item.name } : {}) });
			}
		}
	};

	return {
		want(items) {
			wanted = new Map(items.map((item) => [item.hash, item]));
		},
		run() {
			last = last.then(sync);
			return last;
		},
		async leave(hashes) {
			const held = hashes.filter((hash) => wanted.has(hash));
			for (const hash of held) leftOut.add(hash);
			await Promise.all(held.map(target.keepLeftOut));
		},
		leaveOut(hashes) {
			for (const hash of hashes) leftOut.add(hash);
		},
		allow,
		forget() {
			leftOut.clear();
			unreadable.clear();
		},
	};
}
