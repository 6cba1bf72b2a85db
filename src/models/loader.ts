/**
 * From a model's name to its checked tensors: index.json, then each file from the cache or the server,
 * verified by size and SHA-256, fetched once more when damaged or missing.
 */
import type { ByteCache } from './cache';
import { download, type Fetch } from './download';
import { AtelierError, isAbort } from './errors';
import { combineHashes, sha256 } from './hash';
import { createRecent } from './recent';
import { readSafetensors } from './safetensors';
import { type FileEntry, type ModelIndex, parseIndex } from './schemas';
import { sharedWork } from './shared';
import type { LoadedModel, LoadOptions, LoadProgress, TensorData } from './types';

/** Gives a network that the visitor brought; `name` includes the `own:` prefix. */
export type OwnModels = (name: string, options: LoadOptions) => Promise<LoadedModel>;

export interface ModelLoader {
	/**
	 * @throws AtelierError `model-missing`, `model-damaged`, `model-invalid`, `network-failed`;
	 *   AbortError when the signal was aborted
	 */
	load(name: string, options?: LoadOptions): Promise<LoadedModel>;
}

export interface LoaderOptions {
	/** Folder of index.json, with a slash at its end. */
	readonly baseUrl: string;
	readonly cache: ByteCache;
	readonly fetch?: Fetch;
	readonly own?: OwnModels;
	/** float32 bytes of loaded models kept in memory for the next job; by default enough for the five that a story needs. */
	readonly keepBytes?: number;
}

/** An index of all models is a few kilobytes; this only stops nonsense. */
const longestIndex = 1_000_000;

/** Pictures and cards beside the weights are for the page and for readers. */
const isWanted = (file: FileEntry): boolean => /\.(?:safetensors|json)$/.test(file.path);

export function createModelLoader(options: LoaderOptions): ModelLoader {
	const { baseUrl, cache, keepBytes = 160_000_000 } = options;
	const recent = createRecent<LoadedModel>(keepBytes);
	let index: ModelIndex | undefined;
	/** After a failure the index may be older than the files: it is asked for past the HTTP cache. */
	let indexIsDoubtful = false;

	const fetchFile = (file: FileEntry, signal: AbortSignal, fresh: boolean, onBytes: (loaded: number) => void) =>
		download(baseUrl + file.path, { bytes: file.bytes, signal, fresh, onBytes, fetch: options.fetch });

	async function readIndex(signal: AbortSignal): Promise<ModelIndex> {
		const read = async (fresh: boolean) => {
			const bytes = await download(`${baseUrl}index.json`, {
				bytes: longestIndex,
				signal,
				fresh,
				fetch: options.fetch,
			});
			return parseIndex(parseJson(bytes, 'The list of models'));
		};
		if (indexIsDoubtful) return read(true);
		return read(false).catch((error) => {
			if (isAbort(error)) throw error;
			return read(true);
		});
	}

	async function entryOf(name: string, signal: AbortSignal): Promise<readonly FileEntry[]> {
		index ??= await readIndex(signal);
		const entry = Object.hasOwn(index.models, name) ? index.models[name] : undefined;
		if (!entry)
			throw new AtelierError('model-missing', `There is no model called "${name}". Choose one from the list.`);
		return entry.files.filter(isWanted);
	}

	const isWhole = async (bytes: Uint8Array, file: FileEntry) =>
		bytes.length === file.bytes && (await sha256(bytes)) === file.sha256;

	/** The first copy that proves whole: kept, from the server, from the server again past any cache between. */
	async function readFile(
		file: FileEntry,
		signal: AbortSignal,
		onBytes: (loaded: number) => void,
	): Promise<Uint8Array> {
		const kept = await cache.get(file.sha256);
		if (kept && (await isWhole(kept, file))) return kept;
		if (kept) await cache.delete(file.sha256);
		let problem: unknown;
		for (const fresh of [false, true]) {
			try {
				const bytes = await fetchFile(file, signal, fresh, onBytes);
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
			`${file.path} arrived damaged twice. Reload the page; if it happens again, the server's copy is broken or something between changes it.`,
			{ cause: problem },
		);
	}

	async function assemble(
		name: string,
		signal: AbortSignal,
		emit: (event: LoadProgress) => void,
	): Promise<LoadedModel> {
		const files = await entryOf(name, signal);
		const total = files.reduce((sum, file) => sum + file.bytes, 0);
		let [before, shown] = [0, -1];
		const tell = (loaded: number) => {
			// A refetch starts its file anew; the bar waits for it to catch up.
			if (loaded <= shown) return;
			shown = loaded;
			emit({ type: 'loading', what: name, loaded, total });
		};
		tell(0);
		const documents = new Map<string, unknown>();
		const tensors = new Map<string, TensorData>();
		for (const file of files) {
			const bytes = await readFile(file, signal, (loaded) => tell(before + loaded));
			before += file.bytes;
			tell(before);
			if (file.path.endsWith('.json')) documents.set(nameOf(file), parseJson(bytes, file.path));
			else addTensors(tensors, bytes, file);
		}
		const weights = files.filter((file) => file.path.endsWith('.safetensors'));
		const hash = await combineHashes((weights.length > 0 ? weights : files).map((file) => file.sha256));
		const config = documents.get('config.json');
		documents.delete('config.json');
		return { name, hash, config, documents, tensors };
	}

	const shared = sharedWork<LoadedModel, LoadProgress>(async (name, signal, emit) => {
		const model = await assemble(name, signal, emit).catch((error) => {
			index = undefined;
			indexIsDoubtful = !isAbort(error);
			throw error;
		});
		recent.set(name, model, bytesOf(model));
		return model;
	});

	return {
		async load(name, { signal, onProgress } = {}) {
			if (name.startsWith('own:')) {
				if (!options.own)
					throw new AtelierError(
						'model-missing',
						'No network of your own is kept here. Drop its file on the page again.',
					);
				return options.own(name, { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) });
			}
			return recent.get(name) ?? shared.join(name, { signal, onEvent: onProgress });
		},
	};
}

/** Without the folders. */
function nameOf({ path }: FileEntry): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

function parseJson(bytes: Uint8Array, what: string): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(bytes));
	} catch (cause) {
		throw new AtelierError(
			'model-invalid',
			`${what} is not JSON. Reload the page; if that does not help, the installation is broken.`,
			{ cause },
		);
	}
}

function addTensors(into: Map<string, TensorData>, bytes: Uint8Array, file: FileEntry): void {
	for (const [name, tensor] of readSafetensors(bytes, file.path)) {
		if (into.has(name))
			throw new AtelierError(
				'model-invalid',
				`${file.path} repeats the tensor "${name}" of another shard. Export the model again.`,
			);
		into.set(name, tensor);
	}
}

function bytesOf(model: LoadedModel): number {
	let bytes = 0;
	for (const tensor of model.tensors.values()) bytes += tensor.data.byteLength;
	return bytes;
}
