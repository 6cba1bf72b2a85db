import { createStore, type StoreApi } from 'zustand/vanilla';
import { AtelierError } from '../models/errors';
import type { Shelf } from './shelf';
import type { LibraryItem } from './types';

export interface LibraryState {
	/** Oldest first. */
	readonly items: readonly LibraryItem[];
	readonly selectedId?: string | undefined;
	/** `memory`: the browser refuses storage, everything lives until the page is closed. */
	readonly storage: 'opening' | 'kept' | 'memory';
}

export interface Library extends StoreApi<LibraryState> {
	/** Reads what earlier visits left. Never fails: without storage the library lives in memory. */
	open(): Promise<void>;
	/** Adds an item; the same picture of the same kind is there once, the earlier item is given back. */
	add(item: Omit<LibraryItem, 'id' | 'created'>): Promise<LibraryItem>;
	remove(id: string): Promise<void>;
	/** Puts a removed item back where it was. */
	restore(item: LibraryItem): Promise<void>;
	select(id: string | undefined): void;
	find(hash: string): LibraryItem | undefined;
}

export interface LibraryTools {
	readonly openShelf: () => Promise<Shelf>;
	/** Told once a failure, with a sentence for the visitor. The item itself is in the library all the same. */
	readonly onTrouble: (error: AtelierError) => void;
	readonly now?: () => number;
	readonly newId?: () => string;
}

const byAge = (a: LibraryItem, b: LibraryItem): number => a.created - b.created || a.id.localeCompare(b.id);

const isQuota = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';

/** The visitor's pictures and works. What the shelf cannot keep stays in memory, and the visitor is told. */
export function createLibrary({ openShelf, onTrouble, now, newId }: LibraryTools): Library {
	const store = createStore<LibraryState>(() => ({ items: [], storage: 'opening' }));
	let shelf: Shelf | undefined;

	/** Keeps one item. A full or failing disk is told, not thrown: the item is on the page already. */
	const keep = async (item: LibraryItem): Promise<void> => {
		try {
			await shelf?.put(item);
		} catch (cause) {
			const why = isQuota(cause) ? 'The browser’s storage is full' : 'The browser could not store it';
			const advice = `“${item.name}” stays only until this page is closed. Save it, or delete pictures from the library.`;
			onTrouble(new AtelierError(isQuota(cause) ? 'storage-full' : 'storage-refused', `${why}: ${advice}`, { cause }));
		}
	};

	const insert = (item: LibraryItem) => store.setState(({ items }) => ({ items: [...items, item].sort(byAge) }));

	return {
		...store,
		async open() {
			try {
				shelf = await openShelf();
				const kept = await shelf.all();
				const unsaved = store.getState().items;
				store.setState({ items: [...kept, ...unsaved].sort(byAge), storage: 'kept' });
				for (const item of unsaved) await keep(item);
			} catch {
				shelf = undefined;
				store.setState({ storage: 'memory' });
			}
		},
		async add(fresh) {
			const known = store.getState().items.find((item) => item.hash === fresh.hash && item.kind === fresh.kind);
			if (known !== undefined) return known;
			const item = { ...fresh, id: newId?.() ?? crypto.randomUUID(), created: now?.() ?? Date.now() };
			insert(item);
			await keep(item);
			return item;
		},
		async remove(id) {
			store.setState(({ items, selectedId }) => ({
				items: items.filter((item) => item.id !== id),
				...(selectedId === id ? { selectedId: undefined } : {}),
			}));
			await shelf?.remove(id).catch(() => undefined);
		},
		async restore(item) {
			if (store.getState().items.some(({ id }) => id === item.id)) return;
			insert(item);
			await keep(item);
		},
		select: (selectedId) => store.setState({ selectedId }),
		find: (hash) => store.getState().items.find((item) => item.hash === hash),
	};
}
