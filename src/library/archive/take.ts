/** Takes the content of a ZIP file into the library. What is there already stays as it is. */
import { AtelierError, throwIfAborted } from '../../models/errors';
import type { Source } from '../browse/entry';
import { receive } from '../receive';
import type { Library } from '../store';
import type { ItemChange, LibraryItem } from '../types';
import { readArchive } from './read';

export interface TakeOptions {
	readonly library: Library;
	/** Sources that take files of their own, such as stories. */
	readonly sources: readonly Source[];
	readonly signal?: AbortSignal;
	readonly onProgress?: (done: number, count: number) => void;
	/** Replaces `receive`, which needs a browser. For tests. */
	readonly add?: typeof receive;
}

export interface Taken {
	readonly added: number;
	/** Those that were there already. */
	readonly known: number;
	/** What was left out and why, in sentences. */
	readonly notes: readonly string[];
}

/** The part of an archived item's names, captions and favourites that an item which is there already lacks. */
function missing(item: LibraryItem, { caption, favourite }: ItemChange): ItemChange {
	return { ...(!item.caption && caption && { caption }), ...(!item.favourite && favourite && { favourite }) };
}

/**
 * @param name of the ZIP file, for messages
 * @throws AtelierError `archive-invalid` when it is no ZIP file; AbortError, with what was taken in so far in the library
 */
export async function takeArchive(
	zip: Blob,
	name: string,
	{ library, sources, signal, onProgress, add = receive }: TakeOptions,
): Promise<Taken> {
	const archive = await readArchive(zip, name);
	const notes: string[] = [...archive.notes];
	const counts = { added: 0, known: 0 };
	let done = 0;
	for await (const read of archive.files(signal)) {
		try {
			if (read instanceof AtelierError) throw read;
			const { file, path, kind, thumbnail, ...about } = read;
			let isNew: boolean | undefined;
			for (const source of sources) isNew ??= await source.receive?.(read);
			if (isNew === undefined) {
				const before = library.getState().items;
				const { item, notes: changes } = await add(library, file, path.split('/').at(-1) ?? path, signal, about);
				isNew = !before.some(({ id }) => id === item.id);
				notes.push(...changes);
				const change = missing(item, about);
				if (!isNew && Object.keys(change).length > 0) await library.change(item.id, change);
			}
			counts[isNew ? 'added' : 'known'] += 1;
		} catch (error) {
			throwIfAborted(signal);
			if (!(error instanceof AtelierError)) throw error;
			notes.push(error.message);
		}
		onProgress?.(++done, archive.count);
	}
	return { ...counts, notes };
}
