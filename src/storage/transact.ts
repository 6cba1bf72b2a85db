import type { IDBPDatabase, IDBPObjectStore } from 'idb';

export type WritableStore = IDBPObjectStore<unknown, string[], string, 'readwrite'>;

/**
 * Runs `work` in one transaction: all of its writes or none.
 * @throws the transaction's error, which is more specific than that of the step it aborted
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
		// A step that could not begin leaves the transaction open.
		try {
			writing.abort();
		} catch {
			// The transaction has ended already.
		}
		throw cause;
	});
	const [ended, steps] = await Promise.allSettled([done, worked]);
	if (steps.status === 'rejected') throw writing.error ?? steps.reason;
	if (ended.status === 'rejected') throw ended.reason;
}
