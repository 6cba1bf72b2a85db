/** Which pictures a `--in` or `--library` means. */
import { readdirSync, statSync } from 'node:fs';
import { basename, extname, join, relative, sep } from 'node:path';
import { UsageError } from '../flags';

export interface PictureFile {
	/** Its path inside the folder with forward slashes, or the name of a file that stands alone. */
	readonly file: string;
	/** Where it lies. */
	readonly path: string;
}

const endings = new Set('.jpg .jpeg .jfif .pjpeg .png .apng .webp .gif .avif .bmp .heic .heif'.split(' '));
/** What systems put there for themselves: `.thumbnails`, an archive's `__MACOSX`. */
const hidden = /(^|\/)(\.|__MACOSX\/)/;

/** Links to files are followed, links to folders are not: they may lead in a circle. */
const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/**
 * The pictures of a folder and of all folders in it, told by their endings and sorted by path; hidden files and folders
 * are left out. A single file is taken as it is.
 *
 * @param flag names the flag in complaints, as `--in`
 * @throws UsageError when there is nothing at `place`, or no picture in it
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
			`${flag} ${place}: there is no picture in this folder. Choose one with JPEG, PNG, WebP, GIF or AVIF files.`,
		);
	}
	return pictures;
}
