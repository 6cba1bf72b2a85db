/** Own networks in IndexedDB: small descriptions apart from large weights, so that listing stays quick. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OwnNetwork } from './types';

interface NetworksSchema extends DBSchema {
	descriptions: { key: string; value: OwnNetwork & { readonly config: unknown } };
	/** safetensors, fp32. */
	weights: { key: string; value: Blob };
}
export type Description = NetworksSchema['descriptions']['value'];

async function using<T>(work: (db: IDBPDatabase<NetworksSchema>) => Promise<T>): Promise<T> {
	const db = await openDB<NetworksSchema>('atelier-networks', 1, {
		upgrade(fresh) {
			fresh.createObjectStore('descriptions', { keyPath: 'key' });
			fresh.createObjectStore('weights');
		},
		// Another tab wants to upgrade or delete: never stand in its way.
		blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
	});
	try {
		return await work(db);
	} finally {
		db.close();
	}
}

/** The networks kept in this browser, none when it refuses storage. */
export async function listOwnNetworks(): Promise<OwnNetwork[]> {
	try {
		return await using((db) => db.getAll('descriptions'));
	} catch {
		return [];
	}
}

/** Forgets a network; one that is not there is no error. Throws what IndexedDB throws. */
export async function removeOwnNetwork(key: string): Promise<void> {
	await using(async (db) => {
		const change = db.transaction(['descriptions', 'weights'], 'readwrite');
		await Promise.all([
			change.objectStore('descriptions').delete(key),
			change.objectStore('weights').delete(key),
			change.done,
		]);
	});
}

/** Both parts of a network, or nothing when it is not kept here. Throws what IndexedDB throws. */
export async function readOwnNetwork(key: string): Promise<{ description: Description; weights: Blob } | undefined> {
	return using(async (db) => {
		const [description, weights] = await Promise.all([db.get('descriptions', key), db.get('weights', key)]);
		return description && weights ? { description, weights } : undefined;
	});
}

/** Keeps both parts or neither. Throws what IndexedDB throws, a QuotaExceededError above all. */
export async function keepOwnNetwork(description: Description, weights: Blob): Promise<void> {
	await using(async (db) => {
		const change = db.transaction(['descriptions', 'weights'], 'readwrite');
		await Promise.all([
			change.objectStore('descriptions').put(description),
			change.objectStore('weights').put(weights, description.key),
			change.done,
		]);
	});
}
