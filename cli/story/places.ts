/** What stories are written about, and where they go. */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { type PictureFile, picturesIn } from '../find/pictures';
import { UsageError } from '../flags';
import { checkFolderOf } from '../outFile';

export interface Pictures {
	readonly files: readonly PictureFile[];
	/** One picture was named: its story is no list of one. */
	readonly alone: boolean;
}

/** @throws UsageError when there is nothing at a place, or a folder has no picture */
export function picturesAt(places: readonly string[]): Pictures {
	const files = places.flatMap((place) => picturesIn(place, '--image'));
	const [only = ''] = places;
	return { files, alone: places.length === 1 && !statSync(only).isDirectory() };
}

/** What `--out` means. */
export type Out =
	| { readonly kind: 'document' | 'story'; readonly path: string }
	/** One Markdown file a picture. */
	| { readonly kind: 'folder'; readonly path: string };

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** @throws UsageError when it does not fit as many stories, or cannot be made there */
export function outOf(path: string | undefined, alone: boolean): Out | undefined {
	if (path === undefined) return undefined;
	const ending = extname(path).toLowerCase();
	if (ending === '.json') {
		checkFolderOf('--out', path);
		return { kind: 'document', path };
	}
	if (alone) {
		if (ending !== '.md') {
			throw new UsageError(`--out ${path}: a story is written as Markdown or JSON, so end it in .md or .json.`);
		}
		checkFolderOf('--out', path);
		return { kind: 'story', path };
	}
	if (existsSync(path) && !isFolder(path)) {
		throw new UsageError(`--out ${path} is a file. Several stories go to a folder, or to one file that ends in .json.`);
	}
	if (!existsSync(path)) checkFolderOf('--out', path.replace(/[/\\]+$/, ''));
	return { kind: 'folder', path };
}

/** The Markdown files of a folder: as the pictures lie, each by its picture's name, no two the same. */
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

/** Makes the folders that are missing on the way. */
export function writeIn(folder: string, name: string, text: string): void {
	const path = join(folder, name);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
}
