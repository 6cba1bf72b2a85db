/** Lists the pictures that `--in` or `--library` names. */
import { readdirSync, statSync } from 'node:fs';
import { basename, extname, join, relative, sep } from 'node:path';
import { UsageError } from '../flags';

export interface PictureFile {
	/** Path inside the folder, with forward slashes; for a single file its name. */
	readonly file: string;
	/** Path on the disk. */
	readonly path: string;
}

const endings = new Set('.jpg .jpeg .jfif .pjpeg .png .apng .webp .gif .avif .bmp .heic .heif'.split(' '));
/** Files and folders that operating systems create for themselves: `.thumbnails`, an archive's `__MACOSX`. */
const hidden = /(^|\/)(\.|__MACOSX\/)/;

/** Follows links to files, but not to folders, which may form a loop. */
const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/**
 * Lists the pictures of a folder and its subfolders by their extensions, sorted by path, without hidden ones. A single
 * file is taken whatever its extension.
 *
 * @param flag the flag's name for error messages, such as `--in`
 * @throws UsageError when `place` does not exist, or contains no picture
 */
export function picturesIn(place: string, flag: string): PictureFile[] {
	const found = statSync(place, { throwIfNoEntry: false });
	if (found === undefined) throw new UsageError(`${flag} ${place} does not exist. Check the path.`);
	if (!found.isDirectory()) return [{ file: basename(place), path: place }];
	const pictures = readdirSync(place, { recursive: true, withFileTypes: true })
		.map((entry) => join(entry.parentPath, entry.name))
		.map((path) => ({ path, file: relative(place, path).split(sep).join('/') }))
		.filter(({ file }) => endings.has(extname(file).toLowerCase()) && !hidden.test(file))
		.filter(({ path }) => isFile(path))
		.sort((a, b) => (a.file < b.file ? -1 : 1));
	if (pictures.length === 0) {
		throw new UsageError(
			`${flag} ${place}: this folder contains no pictures. Choose one with JPEG, PNG, WebP, GIF or AVIF files.`,
		);
	}
	return pictures;
}
