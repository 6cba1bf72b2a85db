import { hashOf } from '../../../library/intake/tools';
import { fetchSample, samples } from '../../../library/samples';
import { throwIfAborted } from '../../../models/errors';
import type { PickedFile } from './files';
import type { IndexEntry } from './types';

/** Finds the full-size picture of an index entry; the index itself keeps a small copy only. */
export interface Originals {
	/** Remembers where files lie, for as long as the page lives. */
	remember(picked: readonly PickedFile[]): void;
	/**
	 * The picture itself; undefined when it was added on an earlier visit, or has changed or gone since.
	 * @throws AbortError
	 */
	find(entry: IndexEntry, signal?: AbortSignal): Promise<Blob | undefined>;
}

export function createOriginals(): Originals {
	/** By path. A `File` only points to the disk, so that keeping thousands costs little. */
	const files = new Map<string, File>();

	async function candidateOf({ name, path, source }: IndexEntry, signal?: AbortSignal): Promise<Blob | undefined> {
		const sample = source === 'sample' ? samples.find(({ title }) => title === name) : undefined;
		return sample === undefined ? files.get(path) : fetchSample(sample, signal);
	}

	return {
		remember(picked) {
			for (const { file, path } of picked) files.set(path, file);
		},
		async find(entry, signal) {
			try {
				const candidate = await candidateOf(entry, signal);
				return candidate !== undefined && (await hashOf(candidate, signal)) === entry.hash ? candidate : undefined;
			} catch {
				throwIfAborted(signal);
				return undefined; // moved, deleted, or no network: the small copy is used instead
			}
		},
	};
}
