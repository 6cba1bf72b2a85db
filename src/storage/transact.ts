import type { IDBPDatabase, IDBPObjectStore } from 'idb';

export type WritableStore = IDBPObjectStore<unknown, string[], string, 'readwrite'>;

/**
 * Writes all that `work` writes, or nothing of it.
 * @throws why the transaction failed, which tells more than the step that ended with it
 */
export async function transact(
	database: IDBPDatabase,
	stores: readonly string[],
	work: (store: (name: string) => WritableStore) => Promise<unknown>,
): Promise<void> {
	const writing = database.transaction([...new Set(stores)], 'readwrite');
	const done = writing.done.catch((cause: unknown) => {
		throw writing.error ?? cause;
	});
	const worked = work((name) => writing.objectStore(name)).catch((cause: unknown) => {
		// A step that could not even begin leaves the transaction running.
		try {
			writing.abort();
		} catch {
			// It has ended already.
		}
		throw cause;
	});
	const [ended, steps] = await Promise.allSettled([done, worked]);
	if (steps.status === 'rejected') throw writing.error ?? steps.reason;
	if (ended.status === 'rejected') throw ended.reason;
}
