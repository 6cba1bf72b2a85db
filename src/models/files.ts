/**
 * The files of models: each from the cache or the server, verified by size and SHA-256, fetched once more when damaged
 * or missing. Whoever asks for a file that is on its way shares that download.
 */
import type { ByteCache } from './cache';
import { download, type Fetch } from './download';
import { AtelierError, isAbort } from './errors';
import { sha256 } from './hash';
import { type FileEntry, isNeeded, type ModelIndex, readModelIndex } from './modelIndex';
import { sharedWork } from './shared';

export interface ModelFilesOptions {
	/** Folder of index.json, with a slash at its end. */
	readonly baseUrl: string;
	readonly cache: ByteCache;
	readonly fetch?: Fetch | undefined;
}

export interface ModelFiles {
	/** The files that a model's network needs. @throws AtelierError model-missing, or what reading the index throws */
	filesOf(name: string, signal: AbortSignal): Promise<readonly FileEntry[]>;
	/**
	 * A file's bytes, whole.
	 *
	 * @param onBytes told how many have come in; starts anew when the file is fetched again
	 * @throws AtelierError model-damaged, model-missing, network-failed; AbortError when the signal was aborted
	 */
	read(file: FileEntry, signal: AbortSignal, onBytes: (loaded: number) => void): Promise<Uint8Array>;
	/** Reads the index again the next time. @param doubtful whether the copy in the HTTP cache may be the cause of a failure */
	forgetIndex(doubtful: boolean): void;
}

export function createModelFiles({ baseUrl, cache, fetch }: ModelFilesOptions): ModelFiles {
	let index: ModelIndex | undefined;
	let indexIsDoubtful = false;
	const wanted = new Map<string, FileEntry>();

	const isWhole = async (bytes: Uint8Array, file: FileEntry) =>
		bytes.length === file.bytes && (await sha256(bytes)) === file.sha256;

	/** The first whole copy: kept, from the server, from the server again past any cache between. */
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
				problem = `${bytes.length} bytes of ${file.bytes} arrived, or others than published`;
			} catch (error) {
				if (isAbort(error)) throw error;
				problem = error;
			}
		}
		if (problem instanceof AtelierError) throw problem;
		throw new AtelierError(
			'model-damaged',
			`${path} arrived damaged twice. Reload the page; if it happens again, the server's copy is broken or something between changes it.`,
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
