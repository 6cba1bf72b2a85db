/**
 * Keeps downloaded files between visits, by their SHA-256. Where storage is refused (private window, full disk, blocked
 * by policy), every visit downloads them again, and the visitor is notified once.
 */
import { AtelierError } from './errors';

export interface ByteCache {
	/** Returns the bytes with a hash, or undefined. They may be damaged: the caller must check. */
	get(hash: string): Promise<Uint8Array | undefined>;
	/** Whether there are bytes with a hash; does not read them. */
	has(hash: string): Promise<boolean>;
	/** Stores bytes. A failure is not an error. */
	put(hash: string, bytes: Uint8Array): Promise<void>;
	delete(hash: string): Promise<void>;
	/** Deletes everything, including files of earlier versions. @returns whether it succeeded */
	clear(): Promise<boolean>;
}

const cacheName = 'atelier-models-v1';
/** Cache keys are URLs; this one is never fetched. */
const keyOf = (hash: string): string => `/models/by-hash/${hash}`;

function notice(cause: unknown): AtelierError {
	const full = cause instanceof DOMException && cause.name === 'QuotaExceededError';
	return full
		? new AtelierError(
				'storage-full',
				'The browser’s storage is full, so the models are downloaded at every visit. Free some space to keep them.',
				{ cause },
			)
		: new AtelierError(
				'storage-refused',
				'The browser does not allow storage, so the models are downloaded at every visit. Leave private browsing or allow storage to keep them.',
				{ cause },
			);
}

/**
 * Creates the cache.
 *
 * @param onNotice called once with a message for the visitor when files cannot be kept
 * @param storage the browser's Cache API; undefined where a browser has none
 */
export function createByteCache(
	onNotice: (notice: AtelierError) => void,
	storage: CacheStorage | undefined = globalThis.caches,
): ByteCache {
	let noticed = false;
	const attempt = async <T>(work: (cache: Cache) => Promise<T>): Promise<T | undefined> => {
		try {
			if (!storage) throw new TypeError('This browser has no Cache API.');
			// Opened at each use, because a Cache object is dead after the site's data was cleared.
			return await work(await storage.open(cacheName));
		} catch (error) {
			if (!noticed) onNotice(notice(error));
			noticed = true;
			return undefined;
		}
	};
	return {
		get: (hash) =>
			attempt(async (cache) => {
				const response = await cache.match(keyOf(hash));
				return response && new Uint8Array(await response.arrayBuffer());
			}),
		has: async (hash) => (await attempt((cache) => cache.match(keyOf(hash)))) !== undefined,
		put: async (hash, bytes) => {
			await attempt((cache) => cache.put(keyOf(hash), new Response(bytes as Uint8Array<ArrayBuffer>)));
		},
		delete: async (hash) => {
			await attempt((cache) => cache.delete(keyOf(hash)));
		},
		clear: async () => {
			try {
				await storage?.delete(cacheName);
				return true;
			} catch {
				return false;
			}
		},
	};
}
