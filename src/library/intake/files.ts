/** Lists the files that a visitor dropped, pasted or chose, folders included. */

import { throwIfAborted } from '../../models/errors';
import { quoted } from '../names';
import { isHidden, isPictureFile } from './fileKinds';
import type { PickedFile } from './walk';

export type { PickedFile } from './walk';

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
	names.length === 1 ? quoted(names[0] as string) : otherwise;

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
		const { walk } = await import('./walk');
		const found = await Promise.all(entries.map((entry) => walk(entry, entry.name, signal)));
		throwIfAborted(signal);
		const names = entries.map(({ name }) => name);
		return sorted(found.flat(), called(names, 'what was dropped'));
	};
}
