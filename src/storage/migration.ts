/** Takes over what earlier versions kept in databases of their own. */
import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { transact } from './transact';
import type { EarlierDatabase } from './types';

/** The store in which it is written down what was taken over, by the name of the earlier database. */
export const movedStore = 'moved';

/** `copied`: all of it is here, and the earlier database is to be deleted. */
type Moved = 'copied' | 'gone';

type Content = readonly { readonly store: string; readonly keys: readonly IDBValidKey[]; readonly values: unknown[] }[];

/** Opens a database that is there; undefined when there is none. */
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

/** Keys are given for stores without a key path. */
async function contentOf(earlier: IDBPDatabase, stores: EarlierDatabase['stores']): Promise<Content> {
	const there = [...earlier.objectStoreNames].filter((store) => stores[store] !== undefined);
	if (there.length === 0) return [];
	const reading = earlier.transaction(there);
	return Promise.all(
		there.map(async (store) => {
			const from = reading.objectStore(store);
			const [keys, values] = await Promise.all([from.getAllKeys(), from.getAll()]);
			return { store: stores[store] as string, keys: from.keyPath === null ? keys : [], values };
		}),
	);
}

/** In one transaction with the note that it was done: an interruption leaves either all of it here or nothing. */
async function copy(database: IDBPDatabase, name: string, content: Content): Promise<void> {
	const stores = [movedStore, ...content.map(({ store }) => store)];
	await transact(database, stores, async (store) => {
		// Another page may have been quicker, and something may have been deleted there since.
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

/** Nobody waits for it: a page that still has the earlier database open would hold it up. */
function clearAway(database: IDBPDatabase, name: string): void {
	deleteDB(name)
		.then(() => database.put(movedStore, 'gone' satisfies Moved, name))
		// Tried again at the next visit.
		.catch(() => undefined);
}

/**
 * Moves what the earlier databases hold, and deletes each of them once its content is here.
 * @throws what reading or writing threw, after all were tried; whatever failed is still in its earlier database
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
			if (moved === 'copied') clearAway(database, one.name);
		} catch (cause) {
			failures.push(cause);
		}
	}
	if (failures.length > 0) throw failures[0];
}
