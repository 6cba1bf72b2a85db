import { AtelierError, throwIfAborted } from '../../../models/errors';

/** A file to add to the index. */
export interface PickedFile {
	readonly file: File;
	/** Path from the folder that was added, that folder's name included; for a single file its name. */
	readonly path: string;
}

const endings = /\.(jpe?g|jfif|pjpe?g|a?png|webp|gif|bmp|avif|hei[cf])$/i;
const types = /^image\/(jpeg|pjpeg|apng|png|webp|gif|bmp|avif|hei[cf](-sequence)?)$/;

/** Judges by type or extension: some systems know no type for AVIF or HEIC, and some files have no extension. */
const isPicture = ({ name, type }: File): boolean => types.test(type) || endings.test(name);

/** Files and folders that operating systems create for themselves: `.DS_Store`, `.thumbnails`, an archive's `__MACOSX`. */
const isHidden = (name: string): boolean => name.startsWith('.') || name === '__MACOSX';

function picturesOf(files: readonly PickedFile[], searched: string): PickedFile[] {
	const pictures = files.filter(({ file, path }) => isPicture(file) && !path.split('/').some(isHidden));
	if (pictures.length > 0) return pictures;
	throw new AtelierError(
		'pictures-missing',
		`No pictures found in ${searched}. Choose a folder or files in JPEG, PNG, WebP, GIF, AVIF or HEIC format.`,
	);
}

const called = (names: readonly string[], otherwise: string): string =>
	names.length === 1 ? `“${names[0]}”` : otherwise;

/**
 * Lists the pictures that a file input holds: chosen files, or the contents of a chosen folder.
 * @throws AtelierError `pictures-missing`
 */
export function filesOfInput(list: Iterable<File>): PickedFile[] {
	const files = Array.from(list, (file) => ({ file, path: file.webkitRelativePath || file.name }));
	const names = new Set(files.map(({ path }) => path.split('/', 1)[0] as string));
	return picturesOf(files, called([...names], files.length === 0 ? 'this folder' : 'your selection'));
}

/** Lists the pictures of a drop. @throws AtelierError `pictures-missing`, or AbortError */
export type ListFiles = (signal?: AbortSignal) => Promise<PickedFile[]>;

/**
 * Reads a drop, which has to happen while the event is being handled: the browser empties the drop afterwards.
 * @returns a function that walks the dropped folders, however deep, and lists their pictures
 */
export function filesOfDrop({ items, files }: DataTransfer): ListFiles {
	const entries = Array.from(items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
	const single = [...files];
	return async (signal) => {
		if (entries.length === 0) return filesOfInput(single);
		const found = await Promise.all(entries.map((entry) => walk(entry, entry.name, signal)));
		throwIfAborted(signal);
		const names = entries.map(({ name }) => name);
		return picturesOf(found.flat(), called(names, 'what was dropped'));
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
