/** IndexedDB databases as JSON: read out of a page, and put back into another. */
import type { Page } from '@playwright/test';

export interface DumpedStore {
	readonly keyPath: string | null;
	/** Out-of-line keys, as many as values; none where values carry their key. */
	readonly keys: readonly string[];
	/** Bytes are `{ $blob }` or `{ $float32 }`, base64; a blob's may be gzipped several times over. */
	readonly values: readonly unknown[];
}

export interface DumpedDatabase {
	readonly version: number;
	readonly stores: Readonly<Record<string, DumpedStore>>;
}

/** Databases by name. */
export type Dump = Readonly<Record<string, DumpedDatabase>>;

/** Reads whole databases of the page's origin. Blobs over 1 MB are gzipped twice, which suits the even values of made-up weights. */
export function dumpDatabases(page: Page, names: readonly string[]): Promise<Dump> {
	return page.evaluate(async (wanted) => {
		const answer = <T>(request: IDBRequest<T>): Promise<T> =>
			new Promise((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
		const gzip = (blob: Blob): Promise<Blob> =>
			new Response(blob.stream().pipeThrough(new CompressionStream('gzip'))).blob();
		const encode = async (value: unknown): Promise<unknown> => {
			if (value instanceof Blob) {
				const gzipped = value.size > 1_000_000 ? 2 : 0;
				const packed = gzipped > 0 ? await gzip(await gzip(value)) : value;
				return { $blob: base64(new Uint8Array(await packed.arrayBuffer())), type: value.type, gzipped };
			}
			if (value instanceof Float32Array) return { $float32: base64(new Uint8Array(value.slice().buffer)) };
			if (Array.isArray(value)) return Promise.all(value.map(encode));
			if (typeof value !== 'object' || value === null) return value;
			const entries = Object.entries(value).map(async ([key, one]) => [key, await encode(one)] as const);
			return Object.fromEntries(await Promise.all(entries));
		};
		const dump: Record<string, DumpedDatabase> = {};
		for (const name of wanted) {
			const database = await answer(indexedDB.open(name));
			const stores: Record<string, DumpedStore> = {};
			for (const store of database.objectStoreNames) {
				const reading = database.transaction(store).objectStore(store);
				const [keys, values] = await Promise.all([answer(reading.getAllKeys()), answer(reading.getAll())]);
				const keyPath = reading.keyPath as string | null;
				stores[store] = {
					keyPath,
					keys: keyPath === null ? (keys as string[]) : [],
					values: await Promise.all(values.map(encode)),
				};
			}
			dump[name] = { version: database.version, stores };
			database.close();
		}
		return dump;
	}, names);
}

/** Makes databases in the page's origin as they were dumped. To be called on a page that has none of them open. */
export async function restoreDatabases(page: Page, dump: Dump): Promise<void> {
	await page.evaluate(async (databases) => {
		const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
		const gunzip = (blob: Blob): Promise<Blob> =>
			new Response(blob.stream().pipeThrough(new DecompressionStream('gzip'))).blob();
		const decode = async (value: unknown): Promise<unknown> => {
			if (Array.isArray(value)) return Promise.all(value.map(decode));
			if (typeof value !== 'object' || value === null) return value;
			if ('$blob' in value) {
				const { $blob, type, gzipped } = value as { $blob: string; type: string; gzipped: number };
				let blob = new Blob([bytesOf($blob)]);
				for (let time = 0; time < gzipped; time++) blob = await gunzip(blob);
				return new Blob([blob], { type });
			}
			if ('$float32' in value) return new Float32Array(bytesOf(value.$float32 as string).buffer);
			const entries = Object.entries(value).map(async ([key, one]) => [key, await decode(one)] as const);
			return Object.fromEntries(await Promise.all(entries));
		};
		for (const [name, { version, stores }] of Object.entries(databases)) {
			const values = await Promise.all(Object.values(stores).map((store) => Promise.all(store.values.map(decode))));
			await new Promise<void>((resolve, reject) => {
				const opening = indexedDB.open(name, version);
				opening.onerror = () => reject(opening.error);
				opening.onupgradeneeded = () => {
					for (const [store, { keyPath }] of Object.entries(stores))
						opening.result.createObjectStore(store, { keyPath });
				};
				opening.onsuccess = () => {
					const writing = opening.result.transaction(Object.keys(stores), 'readwrite');
					Object.entries(stores).forEach(([store, { keyPath, keys }], at) => {
						for (const [row, value] of (values[at] ?? []).entries())
							writing.objectStore(store).put(value, keyPath === null ? keys[row] : undefined);
					});
					writing.onabort = () => reject(writing.error);
					writing.oncomplete = () => {
						opening.result.close();
						resolve();
					};
				};
			});
		}
	}, dump);
}

/** Names of the databases of the page's origin, sorted. */
export const databaseNames = (page: Page): Promise<string[]> =>
	page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? '').sort());
