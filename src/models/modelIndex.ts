/** `models/index.json`: which files each model is made of, with their sizes and SHA-256. The only reader of that file. */
import { z } from 'zod';
import { download, type Fetch } from './download';
import { isAbort } from './errors';
import { parseJson } from './json';
import { check, path, sha256 } from './schemas';

const fileEntry = z.object({ path, bytes: z.int().nonnegative(), sha256 });
const modelEntry = z.object({ version: z.string(), files: z.array(fileEntry).min(1) });
const modelIndex = z.object({ models: z.record(z.string(), modelEntry) });

export type FileEntry = z.infer<typeof fileEntry>;
export type ModelIndex = z.infer<typeof modelIndex>;

/** An index of all models is a few kilobytes; this only stops nonsense. */
const longestIndex = 1_000_000;

export interface IndexSource {
	/** Folder of index.json, with a slash at its end. */
	readonly baseUrl: string;
	readonly fetch?: Fetch | undefined;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the index, and once more past the HTTP cache when the first copy cannot be read.
 *
 * @param doubtful whether to go past the HTTP cache at once, because the copy there may be older than the files
 * @throws AtelierError network-failed, model-missing, model-damaged, model-invalid; AbortError when the signal was aborted
 */
export async function readModelIndex({ baseUrl, fetch, signal }: IndexSource, doubtful = false): Promise<ModelIndex> {
	const read = async (fresh: boolean) => {
		const bytes = await download(`${baseUrl}index.json`, { bytes: longestIndex, signal, fresh, fetch });
		return check(modelIndex, parseJson(bytes, 'The list of models'), 'The list of models');
	};
	if (doubtful) return read(true);
	return read(false).catch((error) => {
		if (isAbort(error)) throw error;
		return read(true);
	});
}

/** Whether a network needs a file: pictures and model cards beside the weights are for the page and for readers. */
export const isNeeded = (file: FileEntry): boolean => /\.(?:safetensors|json)$/.test(file.path);
