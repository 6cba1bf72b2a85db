/** Lists the files that a visitor dropped, pasted or chose, folders included. */
import { throwIfAborted } from '../../models/errors';
import { isHidden, isPictureFile } from './fileKinds';

/** A file that was dropped, pasted or chosen, or found in a folder that was. */
export interface PickedFile {
	readonly file: File;
	/** Path from the folder that was dropped or chosen, that folder's name included; for a single file its name. */
	readonly path: string;
}

export interface ListedFiles {
	readonly pictures: readonly PickedFile[];
	/** Files of other kinds, without those that operating systems make for themselves. */
	readonly others: readonly PickedFile[];
	/** Where these were found, for sentences: “Holiday”, or what was dropped. */
	readonly place: string;
}

/** Walks what was dropped. @throws AbortError */
export type ListFiles = (signal?: AbortSignal) => Promise<ListedFiles>;

function sorted(files: readonly PickedFile[], place: string): ListedFiles {
	const visible = files.filter(({ path }) => !isHidden(path));
	return {
		pictures: visible.filter(({ file }) => isPictureFile(file)),
		others: visible.filter(({ file }) => !isPictureFile(file)),
		place,
	};
}

const called = (names: readonly string[], otherwise: string): string =>
	names.length === 1 ? `“${names[0]}”` : otherwise;

/** Lists what a file input holds: chosen files, or the contents of a chosen folder. */
export function filesOfInput(list: Iterable<File>): ListedFiles {
	const files = Array.from(list, (file) => ({ file, path: file.webkitRelativePath || file.name }));
	const names = new Set(files.map(({ path }) => path.split('/', 1)[0] as string));
	return sorted(files, called([...names], files.length === 0 ? 'this folder' : 'your selection'));
}

/** Drops and pastes, as far as they are read here. */
export type FileTransfer = Pick<DataTransfer, 'items' | 'files'>;

/**
 * Reads a drop, which has to happen while the event is being handled: the browser empties the drop afterwards.
 * @returns a function that walks the dropped folders, however deep
 */
export function filesOfDrop({ items, files }: FileTransfer): ListFiles {
	const entries = Array.from(items, (item) => item.webkitGetAsEntry?.() ?? null).filter((entry) => entry !== null);
	const single = [...files];
	return async (signal) => {
		if (entries.length === 0) return filesOfInput(single);
		const found = await Promise.all(entries.map((entry) => walk(entry, entry.name, signal)));
		throwIfAborted(signal);
		const names = entries.map(({ name }) => name);
		return sorted(found.flat(), called(names, 'what was dropped'));
	};
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/**
 * Lists the files of an entry. Files that have disappeared since the drop, or may not be read, are skipped. All are
 * read at once, since each costs a message to the browser's process and back.
 */
async function walk(entry: FileSystemEntry, path: string, signal?: AbortSignal): Promise<PickedFile[]> {
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
