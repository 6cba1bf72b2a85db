/**
 * Where downloaded files stay between visits, by their SHA-256. Storage may be refused (private window,
 * full disk, blocked by policy): then every visit downloads again, and the page says so once.
 */
import { AtelierError } from './errors';

export interface ByteCache {
	/** The bytes kept under a hash, or undefined. They may be damaged: the caller checks. */
	get(hash: string): Promise<Uint8Array | undefined>;
	/** Whether bytes are kept under a hash, without reading them. */
	has(hash: string): Promise<boolean>;
	/** Keeps bytes; failing to is not an error of the load. */
	put(hash: string, bytes: Uint8Array): Promise<void>;
	delete(hash: string): Promise<void>;
	/** Deletes everything that is kept, also what no model of today needs. @returns whether it is gone */
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
				'The browser has no room left for the models, so they are downloaded at every visit. Free some space to keep them.',
				{ cause },
			)
		: new AtelierError(
				'storage-refused',
				'The browser refuses to keep files, so the models are downloaded at every visit. Leave private browsing or allow storage to keep them.',
				{ cause },
			);
}

/**
 * @param onNotice told once, in a sentence for the visitor, that files are not kept and why
 * @param storage the browser's Cache API; undefined where a browser has none
 */
export function createByteCache(
	onNotice: (notice: AtelierError) => void,
	storage: CacheStorage | undefined = globalThis.caches,
): ByteCache {
	let noticed = false;
	const softly = async <T>(work: (cache: Cache) => Promise<T>): Promise<T | undefined> => {
		try {
			if (!storage) throw new TypeError('This browser has no Cache API.');
			// Opened at each use: a page that was cleared of its data holds a dead Cache object.
			return await work(await storage.open(cacheName));
		} catch (error) {
			if (!noticed) onNotice(notice(error));
			noticed = true;
			return undefined;
		}
	};
	return {
		get: (hash) =>
			softly(async (cache) => {
				const response = await cache.match(keyOf(hash));
				return response && new Uint8Array(await response.arrayBuffer());
			}),
		has: async (hash) => (await softly((cache) => cache.match(keyOf(hash)))) !== undefined,
		put: async (hash, bytes) => {
			await softly((cache) => cache.put(keyOf(hash), new Response(bytes as Uint8Array<ArrayBuffer>)));
		},
		delete: async (hash) => {
			await softly((cache) => cache.delete(keyOf(hash)));
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
