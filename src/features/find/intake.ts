/** Adds pictures to the index, removes them, and searches by a picture that comes in. */
import { takePicture } from '../../library/intake/intake';
import { browserTools } from '../../library/intake/tools';
import { withoutEnding } from '../../library/names';
import { receive } from '../../library/receive';
import { saveFile } from '../../library/save';
import type { Library } from '../../library/store';
import type { LibraryItem } from '../../library/types';
import { attempt, note } from '../../ui/feedback/toasts';
import type { Embedder } from './index/embedder';
import { filesOfInput, type ListFiles } from './index/files';
import { createOriginals } from './index/originals';
import { reportOf } from './index/report';
import { sampleFiles } from './index/sampleFiles';
import type { PictureIndex } from './index/store';
import type { IndexEntry, IndexSource } from './index/types';
import type { Find } from './store';

/** What the tab and its panel ask for. Failures are shown to the visitor. */
export interface FindIntake {
	/** Adds dropped files and folders. */
	addDropped(list: ListFiles): void;
	/** Adds what was chosen in a file input. */
	addChosen(list: FileList | null): void;
	addSamples(): void;
	/** Ranks the pictures by a file, which is not added to the index. */
	searchByFile(file: File | undefined): void;
	/** Ranks the pictures by an item of the library. */
	searchByItem(item: LibraryItem): void;
	/** Pauses or resumes both reading files and captioning. */
	setPaused(paused: boolean): void;
	/** Aborts both; what has been done is kept. */
	stop(): void;
	/** Removes pictures from the index, and offers to undo it. */
	remove(hashes: readonly string[]): void;
	clear(): void;
	/** Saves the index as a JSON file. */
	exportIndex(): void;
	/**
	 * Adds a picture of the index to the library, in full size if it can still be had.
	 * @throws AtelierError picture-*
	 */
	toLibrary(entry: IndexEntry): Promise<LibraryItem>;
}

interface IntakeTools {
	readonly index: PictureIndex;
	readonly embedder: Embedder;
	readonly find: Find;
	readonly library: Library;
}

export function createFindIntake({ index, embedder, find, library }: IntakeTools): FindIntake {
	const originals = createOriginals();
	let controller = new AbortController();

	const add = (list: ListFiles, source: Exclude<IndexSource, 'shelf'>): void =>
		attempt(async () => {
			const { signal } = controller;
			embedder.start();
			const picked = await list(signal);
			originals.remember(picked);
			const outcome = await index.takeFiles(picked, source, { signal });
			note(reportOf(outcome));
			const [only] = outcome.added;
			if (only !== undefined && picked.length === 1) find.open(only);
		});

	const remove = (hashes: readonly string[]): void =>
		attempt(async () => {
			const gone = await index.remove(hashes);
			const [first] = gone;
			if (first === undefined) return;
			const what = gone.length === 1 ? `“${first.name}”` : `${gone.length.toLocaleString('en')} pictures`;
			note(`Removed ${what} from the index. Your files are untouched.`, {
				label: 'Undo',
				run: () => attempt(() => index.restore(gone)),
			});
		});

	return {
		addDropped: (list) => add(list, 'folder'),
		addChosen(list) {
			// Read now: the input is emptied so that the same files can be chosen again.
			const files = [...(list ?? [])];
			add(async () => filesOfInput(files), 'folder');
		},
		addSamples: () => add(sampleFiles, 'sample'),
		searchByFile(file) {
			if (file === undefined) return;
			attempt(async () => {
				const { picture } = await takePicture(file, file.name, browserTools, controller.signal);
				await find.similarToFile(picture, withoutEnding(file.name));
			});
		},
		searchByItem({ hash, name, picture }) {
			library.select(undefined);
			if (index.getState().entries.get(hash)?.embedding === undefined) attempt(() => find.similarToFile(picture, name));
			else find.similarTo(hash);
		},
		setPaused(paused) {
			index.setPaused(paused);
			if (!paused) embedder.start();
		},
		stop() {
			controller.abort();
			controller = new AbortController();
			embedder.stop();
			index.setPaused(false);
		},
		remove,
		clear: () => remove([...index.getState().entries.keys()]),
		exportIndex: () => saveFile(index.exportJson(), 'atelier-index.json'),
		async toLibrary(entry) {
			const known = library.find(entry.hash);
			if (known !== undefined) return known;
			const original = await originals.find(entry);
			if (original !== undefined) return (await receive(library, original, entry.name)).item;
			const { item } = await receive(library, entry.thumbnail as Blob, entry.name);
			// The index follows the library, but has this picture already.
			await index.remove([item.hash]);
			note(
				`“${entry.name}” was added on an earlier visit, so only a small copy is left. Add its file again for full size.`,
			);
			return item;
		},
	};
}
