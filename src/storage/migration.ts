/** Migrates the separate databases of earlier versions into the one of today. */
import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { transact } from './transact';
import { type EarlierDatabase, movedStore } from './types';

/** `copied`: its content is here, and the earlier database is still to be deleted. */
type Moved = 'copied' | 'gone';

type Content = readonly { readonly store: string; readonly keys: readonly IDBValidKey[]; readonly values: unknown[] }[];

/** Opens an existing database; undefined when there is none. */
async function openExisting(name: string): Promise<IDBPDatabase | undefined> {
	let isNew = false;
	try {
		return await openDB(name, undefined, {
			upgrade(_database, _from, _to, transaction) {
				isNew = true;
				transaction.done.catch(() => undefined);
				transaction.abort();
			},
			blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
		});
	} catch (error) {
		if (isNew) return undefined;
		throw error;
	}
}

/** Reads the content of the stores to migrate. Keys are included for stores without a key path. */
async function contentOf(earlier: IDBPDatabase, stores: EarlierDatabase['stores']): Promise<Content> {
	const existing = [...earlier.objectStoreNames].filter((store) => stores[store] !== undefined);
	if (existing.length === 0) return [];
	const reading = earlier.transaction(existing);
	return Promise.all(
		existing.map(async (store) => {
			const from = reading.objectStore(store);
			const [keys, values] = await Promise.all([from.getAllKeys(), from.getAll()]);
			return { store: stores[store] as string, keys: from.keyPath === null ? keys : [], values };
		}),
	);
}

/** Writes content and records it as copied in one transaction, so that an interruption leaves all of it or nothing. */
async function copy(database: IDBPDatabase, name: string, content: Content): Promise<void> {
	const stores = [movedStore, ...content.map(({ store }) => store)];
	await transact(database, stores, async (store) => {
		// Another page may have migrated it already, and the visitor may have deleted something since.
		if ((await store(movedStore).get(name)) !== undefined) return;
		const steps = content.flatMap(({ store: to, keys, values }) =>
			values.map(async (value, at) => store(to).put(value, keys[at])),
		);
		await Promise.all([...steps, store(movedStore).put('copied' satisfies Moved, name)]);
	});
}

async function move(database: IDBPDatabase, { name, stores }: EarlierDatabase): Promise<void> {
	const earlier = await openExisting(name);
	try {
		await copy(database, name, earlier === undefined ? [] : await contentOf(earlier, stores));
	} finally {
		earlier?.close();
	}
}

/** Deletes an earlier database in the background, because a page that still has it open would block the deletion. */
function deleteEarlier(database: IDBPDatabase, name: string): void {
	deleteDB(name)
		.then(() => database.put(movedStore, 'gone' satisfies Moved, name))
		// It is tried again at the next visit.
		.catch(() => undefined);
}

/**
 * Moves the content of the earlier databases here, and deletes each of them afterwards.
 * @throws the first error of reading or writing, after all were tried; content that failed stays in its database
 */
export async function takeOver(database: IDBPDatabase, earlier: readonly EarlierDatabase[]): Promise<void> {
	const failures: unknown[] = [];
	for (const one of earlier) {
		try {
			let moved: Moved | undefined = await database.get(movedStore, one.name);
			if (moved === undefined) {
				await move(database, one);
				moved = 'copied';
			}
			if (moved === 'copied') deleteEarlier(database, one.name);
		} catch (cause) {
			failures.push(cause);
		}
	}
	if (failures.length > 0) throw failures[0];
}
