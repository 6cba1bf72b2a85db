import { createStore, type StoreApi } from 'zustand/vanilla';
import { deferred } from '../engine/deferred';
import { forget, keep, type OnTrouble } from '../storage/failures';
import { merged } from '../storage/merged';
import type { Database, StorageState } from '../storage/types';
import { quoted } from './names';
import type { ItemChange, LibraryItem } from './types';

/** The library's stores in the database, and the type of their values. */
export interface LibraryStores {
	items: LibraryItem;
}

export interface LibraryState {
	/** Oldest first. */
	readonly items: readonly LibraryItem[];
	readonly selectedId?: string | undefined;
	readonly storage: StorageState;
}

export interface Library extends StoreApi<LibraryState> {
	/** Loads what was kept, and follows changes by other pages. Never fails: without storage everything stays in memory. */
	open(): Promise<void>;
	/** Resolves when `open` has read everything. */
	readonly opened: Promise<void>;
	/** Adds an item. If the same picture of the same kind is already there, returns that item. */
	add(item: Omit<LibraryItem, 'id' | 'created'> & { readonly created?: number }): Promise<LibraryItem>;
	/** Whether the item was written to storage; otherwise it is lost when the page closes. */
	isWritten(id: string): boolean;
	remove(id: string): Promise<void>;
	/** Renames an item, changes its caption, or makes it a favourite. No effect on one that is gone. */
	change(id: string, change: ItemChange): Promise<void>;
	/** Restores a removed item. */
	restore(item: LibraryItem): Promise<void>;
	select(id: string | undefined): void;
	find(hash: string): LibraryItem | undefined;
}

export interface LibraryTools {
	readonly database: Database<LibraryStores>;
	/** Called with each failure, as a sentence for the visitor. The item stays in the library all the same. */
	readonly onTrouble: OnTrouble;
	readonly now?: () => number;
}

const byAge = (a: LibraryItem, b: LibraryItem): number => a.created - b.created || a.id.localeCompare(b.id);

/** Creates the library of pictures and works. What cannot be written stays in memory, and the visitor is notified. */
export function createLibrary({ database, onTrouble, now }: LibraryTools): Library {
	const store = createStore<LibraryState>(() => ({ items: [], storage: 'opening' }));
	const opened = deferred<void>();

	/**
	 * @param when `present` for a change, so that an item that another page removed does not come back; `absent` for what
	 * is added, so that the one that another page added at the same moment stays
	 */
	const write = async (item: LibraryItem, when?: 'present' | 'absent'): Promise<void> => {
		const put = { store: 'items', put: item, ...(when && { when }) } as const;
		await keep(database, [put], quoted(item.name), onTrouble);
	};

	const change = (changes: ReadonlyMap<string, LibraryItem | undefined> | undefined): void =>
		store.setState(({ items, selectedId }) => ({
			items: merged(items, changes, byAge),
			...(selectedId !== undefined && changes?.has(selectedId) && changes.get(selectedId) === undefined
				? { selectedId: undefined }
				: {}),
		}));

	const insert = (item: LibraryItem): void => change(new Map([[item.id, item]]));

	const read = async (): Promise<void> => {
		const found = await database.entries('items').catch(() => undefined);
		change(new Map(found));
		store.setState({ storage: found === undefined ? 'memory' : database.state });
		opened.resolve();
	};

	let isWatching = false;
	const watch = (): void => {
		if (isWatching) return;
		isWatching = true;
		database.watch({
			changed: ({ items }) => change(items),
			reread: () => void read(),
			state: (storage) => {
				if (store.getState().storage !== 'opening') store.setState({ storage });
			},
		});
	};

	return {
		...store,
		open() {
			watch();
			return read();
		},
		opened: opened.promise,
		async add(fresh) {
			const known = store.getState().items.find((item) => item.hash === fresh.hash && item.kind === fresh.kind);
			if (known !== undefined) return known;
			// The same picture has the same key in every page.
			const item = { created: now?.() ?? Date.now(), ...fresh, id: `${fresh.kind}-${fresh.hash}` };
			insert(item);
			await write(item, 'absent');
			return item;
		},
		isWritten: (id) => database.isKept('items', id),
		async remove(id) {
			const name = store.getState().items.find((item) => item.id === id)?.name ?? 'The picture';
			change(new Map([[id, undefined]]));
			await forget(database, [{ store: 'items', remove: id }], quoted(name), onTrouble);
		},
		async change(id, changed) {
			const before = store.getState().items.find((item) => item.id === id);
			if (before === undefined) return;
			const item = { ...before, ...changed };
			insert(item);
			await write(item, 'present');
		},
		async restore(item) {
			if (store.getState().items.some(({ id }) => id === item.id)) return;
			insert(item);
			await write(item);
		},
		select: (selectedId) => store.setState({ selectedId }),
		find: (hash) => store.getState().items.find((item) => item.hash === hash),
	};
}
