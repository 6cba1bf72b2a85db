/** Finds the pictures for stories, and where to write the stories. */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { type PictureFile, picturesIn } from '../find/pictures';
import { UsageError } from '../flags';
import { checkOutFile } from '../outFile';

export interface Pictures {
	readonly files: readonly PictureFile[];
	/** Whether a single picture was named: its story is then written by itself, not as a list. */
	readonly alone: boolean;
}

/** @throws UsageError when a path does not exist, or a folder has no pictures */
export function picturesAt(places: readonly string[]): Pictures {
	const files = places.flatMap((place) => picturesIn(place, '--image'));
	const [only = ''] = places;
	return { files, alone: places.length === 1 && !statSync(only).isDirectory() };
}

/** Where `--out` writes. */
export type Out =
	| { readonly kind: 'document' | 'story'; readonly path: string }
	/** A folder with one Markdown file for each picture. */
	| { readonly kind: 'folder'; readonly path: string };

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** @throws UsageError when the path does not suit the number of stories, or cannot be created */
export function outOf(path: string | undefined, alone: boolean): Out | undefined {
	if (path === undefined) return undefined;
	const ending = extname(path).toLowerCase();
	if (ending === '.json') {
		checkOutFile('--out', path);
		return { kind: 'document', path };
	}
	if (alone) {
		if (ending !== '.md') {
			throw new UsageError(`--out ${path}: a story is written as Markdown or JSON, so end it in .md or .json.`);
		}
		checkOutFile('--out', path);
		return { kind: 'story', path };
	}
	if (existsSync(path) && !isFolder(path)) {
		throw new UsageError(`--out ${path} is a file. Several stories go to a folder, or to one file that ends in .json.`);
	}
	if (!existsSync(path)) checkOutFile('--out', path.replace(/[/\\]+$/, ''));
	return { kind: 'folder', path };
}

/** The paths of a folder's Markdown files: like those of the pictures, but all distinct. */
export function markdownNames(files: readonly PictureFile[]): string[] {
	const taken = new Set<string>();
	return files.map(({ file }) => {
		const stem = file.slice(0, file.length - extname(file).length);
		let name = `${stem}.md`;
		for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${stem} ${count}.md`;
		taken.add(name.toLowerCase());
		return name;
	});
}

/** Writes a file, and creates the folders that are missing. */
export function writeIn(folder: string, name: string, text: string): void {
	const path = join(folder, name);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
}
