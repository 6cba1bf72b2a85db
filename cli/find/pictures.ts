/** Lists the pictures that `--in` or `--library` names. */
import { type Dirent, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isHidden, isPictureFile } from '../../src/library/intake/fileKinds';
import { leftOutSentence } from '../../src/library/intake/leftOut';
import { UsageError } from '../flags';

export interface PictureFile {
	/** Path inside the folder, with forward slashes; for a single file its name. */
	readonly file: string;
	/** Path on the disk. */
	readonly path: string;
}

/** A file's path inside the folder, and on the disk as the disk has it: names are bytes, and need not be UTF-8. */
interface FoundFile {
	readonly file: string;
	readonly path: Buffer;
}

const slash = Buffer.from('/');

/** Decodes a name as UTF-8, or as Latin-1 if it is not. */
function nameOf(bytes: Buffer): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return bytes.toString('latin1');
	}
}

/** Follows links to files, but not to folders, which may form a loop. */
const isFile = (path: Buffer): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

function filesBelow(folder: Buffer, prefix = ''): FoundFile[] {
	const entries = readdirSync(folder, { encoding: 'buffer', withFileTypes: true }) as unknown as Dirent<Buffer>[];
	return entries.flatMap((entry) => {
		const path = Buffer.concat([folder, slash, entry.name]);
		const file = prefix + nameOf(entry.name);
		if (isHidden(file)) return [];
		if (entry.isDirectory()) return filesBelow(path, `${file}/`);
		return isFile(path) ? [{ file, path }] : [];
	});
}

let links: string | undefined;

/** The path as text. A browser is given paths in UTF-8 only: where that is not enough, a link that has one. */
function textPath({ file, path }: FoundFile): string {
	const text = path.toString('utf8');
	if (Buffer.from(text).equals(path)) return text;
	if (links === undefined) {
		const folder = mkdtempSync(join(tmpdir(), 'atelier-links-'));
		process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
		links = folder;
	}
	// The page names the file in its messages.
	const link = join(mkdtempSync(join(links, 'file-')), basename(file));
	symlinkSync(path, link);
	return link;
}

/**
 * Lists the pictures of a folder and its subfolders by their extensions, sorted by path, without hidden ones. A single
 * file is taken whatever its extension. Says on standard error what was left out.
 *
 * @param flag the flag's name for error messages, such as `--in`
 * @throws UsageError when `place` does not exist, or contains no picture
 */
export function picturesIn(place: string, flag: string): PictureFile[] {
	const found = statSync(place, { throwIfNoEntry: false });
	if (found === undefined) throw new UsageError(`${flag} ${place} does not exist. Check the path.`);
	if (!found.isDirectory()) return [{ file: basename(place), path: place }];
	const files = filesBelow(Buffer.from(join(place, '.')));
	const isPicture = ({ file }: FoundFile): boolean => isPictureFile({ name: file });
	const pictures = files.filter(isPicture).sort((a, b) => (a.file < b.file ? -1 : 1));
	const left = leftOutSentence(files.filter((one) => !isPicture(one)).map(({ file }) => file));
	if (pictures.length === 0) {
		const advice = left ?? 'Choose one with JPEG, PNG, WebP, GIF or AVIF files.';
		throw new UsageError(`${flag} ${place}: this folder contains no pictures. ${advice}`);
	}
	if (left !== undefined) console.error(`${flag} ${place}: ${left}`);
	return pictures.map((one) => ({ file: one.file, path: textPath(one) }));
}
