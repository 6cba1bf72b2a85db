/** How pictures come into the index, leave it, and go on to Paint. */
import type { FindRoom } from '../../../features/find/context';
import { filesOfInput, type PickedFile } from '../../../features/find/index/files';
import { reportOf } from '../../../features/find/index/report';
import { sampleFiles } from '../../../features/find/index/sampleFiles';
import type { IndexEntry, IndexSource } from '../../../features/find/index/types';
import { takePicture } from '../../../library/intake/intake';
import { browserTools } from '../../../library/intake/tools';
import { withoutEnding } from '../../../library/names';
import { receive } from '../../../library/receive';
import { saveFile } from '../../../library/save';
import type { LibraryItem } from '../../../library/types';
import { attempt, note } from '../../../ui/feedback/toasts';
import { library } from '../../library';
import type { Shell } from '../types';
import { originalOf, rememberOriginals } from './originals';
import { embedder, find, index } from './studio';

let intake = new AbortController();

async function take(picked: readonly PickedFile[], source: Exclude<IndexSource, 'shelf'>): Promise<void> {
	rememberOriginals(picked);
	embedder.start();
	const outcome = await index.takeFiles(picked, source, { signal: intake.signal });
	note(reportOf(outcome));
	const [only] = outcome.added;
	if (only !== undefined && picked.length === 1) find.open(only);
}

export const takeIntoIndex = (picked: readonly PickedFile[]): void => attempt(() => take(picked, 'folder'));

/** What a file input gives; a sentence for the visitor when no picture is among it. */
export const takeChosen = (list: FileList | null): void => attempt(() => take(filesOfInput(list ?? []), 'folder'));

/** Ranks the pictures by a file that does not go into the index. */
export function searchByFile(file: File | undefined): void {
	if (file === undefined) return;
	attempt(async () => {
		const { picture } = await takePicture(file, file.name, browserTools);
		await find.similarToFile(picture, withoutEnding(file.name));
	});
}

/** Ranks the pictures by one of the filmstrip's. */
export function searchByItem({ hash, name, picture }: LibraryItem): void {
	library.select(undefined);
	if (index.getState().entries.get(hash)?.embedding === undefined) attempt(() => find.similarToFile(picture, name));
	else find.similarTo(hash);
}

function remove(hashes: readonly string[]): void {
	attempt(async () => {
		const gone = await index.remove(hashes);
		const [first] = gone;
		if (first === undefined) return;
		const what = gone.length === 1 ? `“${first.name}” was` : `${gone.length.toLocaleString('en')} pictures were`;
		note(`${what} removed from the index. Your files stay where they are.`, {
			label: 'Undo',
			run: () => attempt(() => index.restore(gone)),
		});
	});
}

async function itemOf(entry: IndexEntry): Promise<LibraryItem> {
	const known = library.find(entry.hash);
	if (known !== undefined) return known;
	const original = await originalOf(entry);
	if (original !== undefined) return (await receive(library, original, entry.name)).item;
	const { item } = await receive(library, entry.thumbnail as Blob, entry.name);
	// The filmstrip is followed by the index, where the picture is already.
	await index.remove([item.hash]);
	note(
		`“${entry.name}” was added on an earlier visit, of which a small copy is kept. Add its file again for all of it.`,
	);
	return item;
}

/** What the panel asks of the shell, except what needs an input element of the page. */
export const findPictures = (
	shell: Shell,
): Omit<FindRoom['pictures'], 'chooseFolder' | 'chooseFiles' | 'chooseExample'> => ({
	addSamples: () => attempt(async () => take(await sampleFiles(), 'sample')),
	setPaused(paused) {
		index.setPaused(paused);
		if (!paused) embedder.start();
	},
	stop() {
		intake.abort();
		intake = new AbortController();
		embedder.stop();
		index.setPaused(false);
	},
	remove,
	clear: () => remove([...index.getState().entries.keys()]),
	exportIndex: () => saveFile(index.exportJson(), 'atelier-index.json'),
	sendToPaint: (entry) => attempt(async () => shell.send(await itemOf(entry), 'paint')),
});
