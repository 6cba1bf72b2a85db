/** Walks dropped folders. */
import { isHidden } from './fileKinds';

/** A file that was dropped, pasted or chosen, or found in a folder that was. */
export interface PickedFile {
	readonly file: File;
	/** Path from the folder that was dropped or chosen, that folder's name included; for a single file its name. */
	readonly path: string;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/**
 * Lists the files of an entry. Files that have disappeared since the drop, or may not be read, are skipped. All are
 * read at once, since each costs a message to the browser's process and back.
 */
export async function walk(entry: FileSystemEntry, path: string, signal?: AbortSignal): Promise<PickedFile[]> {
	if (isHidden(entry.name) || signal?.aborted) return [];
	if (isFile(entry)) {
		const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject)).catch(() => undefined);
		return file === undefined ? [] : [{ file, path }];
	}
	if (!isFolder(entry)) return [];
	const children = await childrenOf(entry, signal);
	return (await Promise.all(children.map((child) => walk(child, `${path}/${child.name}`, signal)))).flat();
}

/** Lists a folder, sorted by name. Browsers return it in batches (of 100 in Chromium), an empty one last. */
async function childrenOf(folder: FileSystemDirectoryEntry, signal?: AbortSignal): Promise<FileSystemEntry[]> {
	const reader = folder.createReader();
	const children: FileSystemEntry[] = [];
	for (;;) {
		const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject)).catch(
			() => [],
		);
		if (some.length === 0 || signal?.aborted) return children.sort((a, b) => byName.compare(a.name, b.name));
		children.push(...some);
	}
}

/** Sorts IMG_9 before IMG_10. */
const byName = new Intl.Collator('en', { numeric: true });
