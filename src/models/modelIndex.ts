/** The only reader of `models/index.json`, which lists each model's files with their sizes and SHA-256. */
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

/** Limit in bytes; the real index is a few kilobytes. */
const longestIndex = 1_000_000;

export interface IndexSource {
	/** URL of the folder with index.json, ending in a slash. */
	readonly baseUrl: string;
	readonly fetch?: Fetch | undefined;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the index. If the first copy cannot be read, tries once more without the HTTP cache.
 *
 * @param doubtful whether to skip the HTTP cache at once, because its copy may be older than the files
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

/** Whether a network needs a file; thumbnails and model cards are for the page and for people. */
export const isNeeded = (file: FileEntry): boolean => /\.(?:safetensors|json)$/.test(file.path);
