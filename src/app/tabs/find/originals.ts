/** Where the pictures of the index are to be had in full: the index itself keeps small copies. */
import type { PickedFile } from '../../../features/find/index/files';
import type { IndexEntry } from '../../../features/find/index/types';
import { hashOf } from '../../../library/intake/tools';
import { fetchSample, samples } from '../../../library/samples';

/** By path, as long as the page lives: a file is only a way to what lies on the disk. */
const files = new Map<string, File>();

export function rememberOriginals(picked: readonly PickedFile[]): void {
	for (const { file, path } of picked) files.set(path, file);
}

async function candidateOf({ name, path, source }: IndexEntry): Promise<Blob | undefined> {
	const sample = source === 'sample' ? samples.find(({ title }) => title === name) : undefined;
	return sample === undefined ? files.get(path) : fetchSample(sample);
}

/** The picture itself; undefined when it was added on an earlier visit, or has changed or gone since. */
export async function originalOf(entry: IndexEntry): Promise<Blob | undefined> {
	try {
		const candidate = await candidateOf(entry);
		return candidate !== undefined && (await hashOf(candidate)) === entry.hash ? candidate : undefined;
	} catch {
		return undefined; // moved, deleted, or no network: a small copy is there all the same
	}
}
