import { AtelierError } from '../../../models/errors';

/** A file to take into the index. */
export interface PickedFile {
	readonly file: File;
	/** Inside the folder that was added, with its name; for single files the name. */
	readonly path: string;
}

const endings = /\.(jpe?g|jfif|pjpe?g|a?png|webp|gif|bmp|avif|hei[cf])$/i;
const types = /^image\/(jpeg|pjpeg|apng|png|webp|gif|bmp|avif|hei[cf](-sequence)?)$/;

/** By type or ending: some systems know no type for AVIF or HEIC, and some files have no ending. */
const isPicture = ({ name, type }: File): boolean => types.test(type) || endings.test(name);

/** Files and folders that systems put there for themselves: `.DS_Store`, `.thumbnails`, an archive's `__MACOSX`. */
const isHidden = (name: string): boolean => name.startsWith('.') || name === '__MACOSX';

function picturesOf(files: readonly PickedFile[], asked: string): PickedFile[] {
	const pictures = files.filter(({ file, path }) => isPicture(file) && !path.split('/').some(isHidden));
	if (pictures.length > 0) return pictures;
	throw new AtelierError(
		'pictures-missing',
		`There is no picture in ${asked}. Choose a folder or files with JPEG, PNG, WebP, GIF, AVIF or HEIC pictures.`,
	);
}

const called = (names: readonly string[], otherwise: string): string =>
	names.length === 1 ? `“${names[0]}”` : otherwise;

/**
 * The pictures among the files or in the folder of a file input.
 * @throws AtelierError `pictures-missing`
 */
export function filesOfInput(list: Iterable<File>): PickedFile[] {
	const files = Array.from(list, (file) => ({ file, path: file.webkitRelativePath || file.name }));
	const names = new Set(files.map(({ path }) => path.split('/', 1)[0] as string));
	return picturesOf(files, called([...names], files.length === 0 ? 'this folder' : 'what was chosen'));
}

/**
 * The pictures that were dropped, those in folders and their folders included. To be called while the drop
 * is being handled: the browser empties it afterwards.
 * @throws AtelierError `pictures-missing`
 */
export async function filesOfDrop({ items, files }: DataTransfer): Promise<PickedFile[]> {
	const entries = Array.from(items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
	if (entries.length === 0) return filesOfInput(files);
	const found = await Promise.all(entries.map((entry) => walk(entry, entry.name)));
	const names = entries.map(({ name }) => name);
	return picturesOf(found.flat(), called(names, 'what was dropped'));
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/**
 * What vanished since the drop, or may not be read, is passed over: the rest can still be had. All at once,
 * since each file costs a message to the browser's process and back.
 */
async function walk(entry: FileSystemEntry, path: string): Promise<PickedFile[]> {
	if (isHidden(entry.name)) return [];
	if (isFile(entry)) {
		const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject)).catch(() => undefined);
		return file === undefined ? [] : [{ file, path }];
	}
	if (!isFolder(entry)) return [];
	const children = await childrenOf(entry);
	return (await Promise.all(children.map((child) => walk(child, `${path}/${child.name}`)))).flat();
}

/** A folder's content in the order of names. The browser gives it in portions, 100 at a time in Chromium, then an empty one. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
	const reader = folder.createReader();
	const children: FileSystemEntry[] = [];
	for (;;) {
		const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject)).catch(
			() => [],
		);
		if (some.length === 0) return children.sort((a, b) => byName.compare(a.name, b.name));
		children.push(...some);
	}
}

/** IMG_9 before IMG_10. */
const byName = new Intl.Collator('en', { numeric: true });
