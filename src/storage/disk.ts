/** One connection to the database in IndexedDB. */
import { type IDBPDatabase, openDB } from 'idb';
import { transact, type WritableStore } from './transact';
import type { Change, Reader, StoreDeclarations } from './types';

type AnyStores = Record<string, unknown>;

/** Returns the key of a value that is put. */
export const keyOf = (
	{ key, put }: { readonly key?: string; readonly put: unknown },
	keyPath: string | string[] | null | undefined,
): string => key ?? (put as Record<string, string>)[keyPath as string] ?? '';

/** Whether a put's condition is met. @param exists whether there is a value */
export const isMet = (when: 'present' | 'absent' | undefined, exists: boolean): boolean =>
	when === undefined || (when === 'present') === exists;

export interface Disk extends Reader<AnyStores> {
	/** Makes all of the changes or none. Throws the errors of IndexedDB. */
	commit(changes: readonly Change<AnyStores>[]): Promise<void>;
}

export interface DiskEvents {
	/** Called when the browser closed the connection, or a page of another version needs it closed. */
	readonly onLost: () => void;
	/** Called when an open page of an older version blocks the opening, until that page is closed. */
	readonly onBlocked: () => void;
}

export interface DiskSource {
	readonly name: string;
	/** The stores that each version added, from version 1. Entries of released versions must never change. */
	readonly versions: readonly StoreDeclarations[];
}

/**
 * Opens the database and upgrades it to the newest version.
 * @throws the browser's error when it refuses storage (private windows, blocked cookies)
 */
export function openConnection({ name, versions }: DiskSource, events: DiskEvents): Promise<IDBPDatabase> {
	return openDB(name, versions.length, {
		upgrade(database, from) {
			for (const stores of versions.slice(from)) {
				for (const [store, { keyPath }] of Object.entries(stores)) {
					database.createObjectStore(store, keyPath === undefined ? {} : { keyPath });
				}
			}
		},
		blocked: events.onBlocked,
		blocking(_current, _wanted, event) {
			// Do not block a newer page, or a visitor who clears the site's data.
			(event.target as IDBDatabase).close();
			events.onLost();
		},
		terminated: events.onLost,
	});
}

async function step(store: WritableStore, change: Change<AnyStores>): Promise<unknown> {
	if ('clear' in change) return store.clear();
	if ('remove' in change) return store.delete(change.remove);
	if (change.when !== undefined) {
		const existing = await store.getKey(keyOf(change, store.keyPath));
		if (!isMet(change.when, existing !== undefined)) return undefined;
	}
	return store.put(change.put, change.key);
}

export function diskOf(database: IDBPDatabase): Disk {
	return {
		get: (store, key) => database.get(store, key),
		async entries(store, { after, count } = {}) {
			const range = after === undefined ? undefined : IDBKeyRange.lowerBound(after, true);
			const reading = database.transaction(store).store;
			const [keys, values] = await Promise.all([reading.getAllKeys(range, count), reading.getAll(range, count)]);
			return keys.map((key, at) => [key as string, values[at]]);
		},
		keys: async (store) => (await database.getAllKeys(store)) as string[],
		async commit(changes) {
			await transact(
				database,
				changes.map(({ store }) => store),
				(store) => Promise.all(changes.map((change) => step(store(change.store), change))),
			);
		},
	};
}
