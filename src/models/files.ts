/**
 * Gets the files of models from the cache or the server, verified by size and SHA-256, and fetches a damaged or missing
 * one a second time. Requests for a file that is being downloaded share the download.
 */
import type { ByteCache } from './cache';
import { download, type Fetch } from './download';
import { AtelierError, isAbort } from './errors';
import { sha256 } from './hash';
import { type FileEntry, isNeeded, type ModelIndex, readModelIndex } from './modelIndex';
import { sharedWork } from './shared';

export interface ModelFilesOptions {
	/** URL of the folder with index.json, ending in a slash. */
	readonly baseUrl: string;
	readonly cache: ByteCache;
	readonly fetch?: Fetch | undefined;
}

export interface ModelFiles {
	/** Lists the files that a model's network needs. @throws AtelierError model-missing, or as readModelIndex does */
	filesOf(name: string, signal: AbortSignal): Promise<readonly FileEntry[]>;
	/**
	 * Reads a whole file.
	 *
	 * @param onBytes called with the bytes received so far; restarts from 0 when the file is fetched again
	 * @throws AtelierError model-damaged, model-missing, network-failed; AbortError when the signal was aborted
	 */
	read(file: FileEntry, signal: AbortSignal, onBytes: (loaded: number) => void): Promise<Uint8Array>;
	/** Forgets the index, so that it is read again. @param doubtful whether the HTTP cache's copy may have caused a failure */
	forgetIndex(doubtful: boolean): void;
}

export function createModelFiles({ baseUrl, cache, fetch }: ModelFilesOptions): ModelFiles {
	let index: ModelIndex | undefined;
	let indexIsDoubtful = false;
	const wanted = new Map<string, FileEntry>();

	const isWhole = async (bytes: Uint8Array, file: FileEntry) =>
		bytes.length === file.bytes && (await sha256(bytes)) === file.sha256;

	/** Takes the first intact copy: from our cache, from the server, from the server without the HTTP cache. */
	const flights = sharedWork<Uint8Array, number>(async (path, signal, onBytes) => {
		const file = wanted.get(path) as FileEntry;
		const kept = await cache.get(file.sha256);
		if (kept && (await isWhole(kept, file))) return kept;
		if (kept) await cache.delete(file.sha256);
		let problem: unknown;
		for (const fresh of [false, true]) {
			try {
				const bytes = await download(baseUrl + path, { bytes: file.bytes, signal, fresh, onBytes, fetch });
				if (await isWhole(bytes, file)) {
					await cache.put(file.sha256, bytes);
					return bytes;
				}
				problem = `${bytes.length} of ${file.bytes} bytes arrived, or the hash differs`;
			} catch (error) {
				if (isAbort(error)) throw error;
				problem = error;
			}
		}
		if (problem instanceof AtelierError) throw problem;
		throw new AtelierError(
			'model-damaged',
			`${path} arrived damaged twice. Reload the page; if it happens again, the file on the server is damaged, or something on the way changes it.`,
			{ cause: problem },
		);
	});

	return {
		async filesOf(name, signal) {
			index ??= await readModelIndex({ baseUrl, fetch, signal }, indexIsDoubtful);
			const entry = Object.hasOwn(index.models, name) ? index.models[name] : undefined;
			if (!entry)
				throw new AtelierError('model-missing', `There is no model called "${name}". Choose one from the list.`);
			return entry.files.filter(isNeeded);
		},
		read(file, signal, onBytes) {
			wanted.set(file.path, file);
			return flights.join(file.path, { signal, onEvent: onBytes });
		},
		forgetIndex(doubtful) {
			index = undefined;
			indexIsDoubtful = doubtful;
		},
	};
}
