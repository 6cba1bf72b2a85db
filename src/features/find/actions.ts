/** What the visitor does with pictures of the index: removes them, exports them, searches by them, opens them elsewhere. */
import type { ListFiles } from '../../library/intake/files';
import { takePicture } from '../../library/intake/intake';
import { picturesOf } from '../../library/intake/leftOut';
import { browserTools, hashOf } from '../../library/intake/tools';
import { quoted, withoutEnding } from '../../library/names';
import { receive } from '../../library/receive';
import { fetchSample, samples } from '../../library/samples';
import { saveFile } from '../../library/save';
import type { Library } from '../../library/store';
import type { LibraryItem } from '../../library/types';
import { attempt, note, noteRemoval } from '../../ui/feedback/toasts';
import { counted } from '../../ui/format';
import type { PictureIndex } from './index/store';
import type { IndexEntry } from './index/types';
import type { Find } from './store';

/** Failures are shown to the visitor. */
export interface FindActions {
	/** Ranks the pictures by a file, which is not added to the index. */
	searchByFile(file: File | undefined): void;
	/** Ranks the pictures by the first picture of a drop. */
	searchByDrop(list: ListFiles): void;
	/** Ranks the pictures by an item of the library. */
	searchByItem(item: LibraryItem): void;
	/** Removes pictures from the index, and offers to undo it. */
	remove(hashes: readonly string[]): void;
	clear(): void;
	/** Sets the visitor's own caption, in the library too if the picture is there. '' removes it. */
	setCaption(entry: IndexEntry, caption: string): void;
	/** Saves the index as a JSON file. */
	exportIndex(): void;
	/**
	 * Adds a picture of the index to the library, in full size if it can still be had.
	 * @throws AtelierError picture-*
	 */
	toLibrary(entry: IndexEntry): Promise<LibraryItem>;
}

interface ActionsTools {
	readonly index: PictureIndex;
	readonly find: Find;
	readonly library: Library;
}

/** Finds the picture of an entry in full size; undefined if its file was added on an earlier visit, or has changed or gone since. */
export async function originalOf({ source, name, hash, file }: IndexEntry): Promise<Blob | undefined> {
	try {
		const sample = source === 'sample' ? samples.find(({ title }) => title === name) : undefined;
		const original = file ?? (sample && (await fetchSample(sample)));
		return original !== undefined && (await hashOf(original)) === hash ? original : undefined;
	} catch {
		return undefined; // moved, deleted, or no network: the small copy is used instead
	}
}

const removed = (what: string): string => `Removed ${what} from the index. Your files are untouched.`;
const removedPictures = (count: number): string => removed(counted(count, 'picture'));

export function createFindActions({ index, find, library }: ActionsTools): FindActions {
	const remove = (hashes: readonly string[]): void =>
		attempt(async () => {
			const gone = await index.remove(hashes);
			const [first] = gone;
			if (first === undefined) return;
			noteRemoval(gone.length === 1 ? removed(quoted(first.name)) : removedPictures(gone.length), {
				count: gone.length,
				textOf: removedPictures,
				undo: () => attempt(() => index.restore(gone)),
			});
		});

	const searchByFile: FindActions['searchByFile'] = (file) => {
		if (file === undefined) return;
		const { name } = file;
		const read = async (signal: AbortSignal) => (await takePicture(file, name, browserTools, signal)).picture;
		attempt(() => find.similarToFile(read, withoutEnding(name)));
	};

	return {
		searchByFile,
		searchByDrop: (list) => attempt(async () => searchByFile(picturesOf(await list())[0]?.file)),
		searchByItem({ hash, name, picture }) {
			library.select(undefined);
			if (index.getState().entries.get(hash)?.embedding !== undefined) find.similarTo(hash);
			else attempt(() => find.similarToFile(async () => picture, name));
		},
		remove,
		clear: () => remove([...index.getState().entries.keys()]),
		setCaption({ hash }, caption) {
			attempt(async () => {
				const item = library.find(hash);
				await Promise.all([index.change(hash, { caption }), item && library.change(item.id, { caption })]);
			});
		},
		exportIndex: () => saveFile(index.exportJson(), 'atelier-index.json'),
		async toLibrary(entry) {
			const known = library.find(entry.hash);
			if (known !== undefined) return known;
			const original = await originalOf(entry);
			if (original !== undefined) return (await receive(library, original, entry.name)).item;
			const { item } = await receive(library, entry.thumbnail as Blob, entry.name);
			// The index follows the library, but has this picture already.
			await index.remove([item.hash]);
			note(
				`${quoted(entry.name)} was added on an earlier visit, so only a small copy is left. Add its file again for full size.`,
			);
			return item;
		},
	};
}
