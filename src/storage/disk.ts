/** One connection to the database in IndexedDB. */
import { type IDBPDatabase, openDB } from 'idb';
import { transact, type WritableStore } from './transact';
import type { Change, Reader, StoreDeclarations } from './types';

type AnyStores = Record<string, unknown>;

/** The key of a value that is put. */
export const keyOf = (
	{ key, put }: { readonly key?: string; readonly put: unknown },
	keyPath: string | string[] | null | undefined,
): string => key ?? (put as Record<string, string>)[keyPath as string] ?? '';

/** Whether a put is to be done, by whether there is a value. */
export const isMet = (when: 'present' | 'absent' | undefined, there: boolean): boolean =>
	when === undefined || (when === 'present') === there;

export interface Disk extends Reader<AnyStores> {
	/** All of the changes or none. Throws what IndexedDB throws. */
	commit(changes: readonly Change<AnyStores>[]): Promise<void>;
}

export interface DiskEvents {
	/** The connection is gone: the browser closed it, or a page of another version asked for it. */
	readonly onLost: () => void;
	/** An open page of an older version stands in the way; the opening goes on when that page is closed. */
	readonly onBlocked: () => void;
}

export interface DiskSource {
	readonly name: string;
	/** The stores that each version brought: the first is version 1. What a version brought never changes. */
	readonly versions: readonly StoreDeclarations[];
}

/**
 * Opens the database and brings it to the newest version.
 * @throws whatever the browser says when it refuses storage (private windows, blocked cookies)
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
			// A newer page, or a visitor who clears the studio's data: neither is kept waiting.
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
		const there = await store.getKey(keyOf(change, store.keyPath));
		if (!isMet(change.when, there !== undefined)) return undefined;
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
