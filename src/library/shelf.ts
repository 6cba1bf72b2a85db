import { type DBSchema, openDB } from 'idb';
import type { LibraryItem } from './types';

/** Where the library is kept. Each call may fail: browsers refuse storage, or run out of it. */
export interface Shelf {
	all(): Promise<LibraryItem[]>;
	put(item: LibraryItem): Promise<void>;
	remove(id: string): Promise<void>;
}

interface Schema extends DBSchema {
	items: { key: string; value: LibraryItem };
}

/**
 * IndexedDB, which also keeps the pictures' bytes.
 * @throws whatever the browser says when it refuses storage (private windows, blocked cookies)
 */
export async function openShelf(name = 'atelier'): Promise<Shelf> {
	const database = await openDB<Schema>(name, 1, {
		upgrade: (fresh) => {
			fresh.createObjectStore('items', { keyPath: 'id' });
		},
	});
	return {
		all: () => database.getAll('items'),
		put: async (item) => {
			await database.put('items', item);
		},
		remove: (id) => database.delete('items', id),
	};
}
