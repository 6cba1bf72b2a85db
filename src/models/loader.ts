/** Loads models by name: reads and checks all of a model's files, and keeps it in memory for the next job. */
import { AtelierError, isAbort } from './errors';
import { createModelFiles, type ModelFilesOptions } from './files';
import { combineHashes } from './hash';
import { parseJson } from './json';
import type { FileEntry } from './modelIndex';
import { createRecent } from './recent';
import { readSafetensors } from './safetensors';
import { sharedWork } from './shared';
import type { LoadedModel, LoadOptions, LoadProgress, TensorData } from './types';

/** Loads one of the visitor's own networks; `name` includes the `own:` prefix. */
export type OwnModels = (name: string, options: LoadOptions) => Promise<LoadedModel>;

export interface ModelLoader {
	/**
	 * Loads a model.
	 *
	 * @throws AtelierError `model-missing`, `model-damaged`, `model-invalid`, `network-failed`;
	 *   AbortError when the signal was aborted
	 */
	load(name: string, options?: LoadOptions): Promise<LoadedModel>;
	/** Downloads the files of models into the cache, one after another. Throws as `load` does. */
	download(names: readonly string[], options?: DownloadOptions): Promise<void>;
}

/** Called with the bytes so far and in total. `loaded` never decreases, and ends equal to `total`. */
type OnBytes = (loaded: number, total: number) => void;

export interface DownloadOptions {
	readonly signal?: AbortSignal;
	/** Counts the bytes that are not in the cache yet. */
	readonly onBytes?: OnBytes;
}

export interface LoaderOptions extends ModelFilesOptions {
	readonly own?: OwnModels;
	/** Bytes of loaded models (float32) kept in memory; the default holds the five that a story needs. */
	readonly keepBytes?: number;
}

export function createModelLoader(options: LoaderOptions): ModelLoader {
	const { cache, keepBytes = 240_000_000 } = options;
	const recent = createRecent<LoadedModel>(keepBytes);
	const store = createModelFiles(options);

	/** Reads files one after another. */
	async function readAll(
		files: readonly FileEntry[],
		signal: AbortSignal,
		onBytes: OnBytes,
		use: (bytes: Uint8Array, file: FileEntry) => void,
	): Promise<void> {
		const total = files.reduce((sum, file) => sum + file.bytes, 0);
		let [before, shown] = [0, -1];
		const advance = (loaded: number) => {
			// A file that is fetched again restarts from 0; the progress waits until it has caught up.
			if (loaded <= shown) return;
			shown = loaded;
			onBytes(loaded, total);
		};
		advance(0);
		for (const file of files) {
			const bytes = await store.read(file, signal, (loaded) => advance(before + loaded));
			before += file.bytes;
			advance(before);
			use(bytes, file);
		}
	}

	async function assemble(
		name: string,
		signal: AbortSignal,
		emit: (event: LoadProgress) => void,
	): Promise<LoadedModel> {
		const files = await store.filesOf(name, signal);
		const documents = new Map<string, unknown>();
		const tensors = new Map<string, TensorData>();
		const onBytes: OnBytes = (loaded, total) => emit({ type: 'loading', what: name, loaded, total });
		await readAll(files, signal, onBytes, (bytes, file) => {
			if (file.path.endsWith('.json')) documents.set(nameOf(file), parseJson(bytes, file.path));
			else addTensors(tensors, bytes, file);
		});
		const weights = files.filter((file) => file.path.endsWith('.safetensors'));
		const hash = await combineHashes((weights.length > 0 ? weights : files).map((file) => file.sha256));
		const config = documents.get('config.json');
		documents.delete('config.json');
		return { name, hash, config, documents, tensors };
	}

	const shared = sharedWork<LoadedModel, LoadProgress>(async (name, signal, emit) => {
		const model = await assemble(name, signal, emit).catch((error) => {
			store.forgetIndex(!isAbort(error));
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
						'Your own network is no longer stored here. Drop its file on the page again.',
					);
				return options.own(name, { ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) });
			}
			return recent.get(name) ?? shared.join(name, { signal, onEvent: onProgress });
		},
		async download(names, { signal = new AbortController().signal, onBytes } = {}) {
			const missing: FileEntry[] = [];
			for (const name of names) {
				for (const file of await store.filesOf(name, signal)) {
					if (!(await cache.has(file.sha256))) missing.push(file);
				}
			}
			const ignore = () => undefined;
			await readAll(missing, signal, onBytes ?? ignore, ignore);
		},
	};
}

/** A file's name without its folders. */
function nameOf({ path }: FileEntry): string {
	return path.slice(path.lastIndexOf('/') + 1);
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
