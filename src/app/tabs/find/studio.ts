/** Find's parts put together: the index of pictures, the network that looks at them, the tab's store. Loaded with the tab. */
import { createEmbedder } from '../../../features/find/index/embedder';
import { indexTools } from '../../../features/find/index/preview';
import { openIndexShelf } from '../../../features/find/index/shelf';
import { createPictureIndex } from '../../../features/find/index/store';
import { createVectorTable } from '../../../features/find/index/vectorTable';
import { defaultCaptionOptions } from '../../../features/find/options';
import { createFind } from '../../../features/find/store';
import type { LibraryState } from '../../../library/store';
import { attempt, report } from '../../../ui/feedback/toasts';
import { library } from '../../library';
import { engine } from './engine';

export const index = createPictureIndex({ openShelf: openIndexShelf, tools: indexTools, onTrouble: report });

const vectors = createVectorTable();

export const find = createFind({
	engine,
	table: (modelHash) => {
		vectors.sync(index.getState().entries.values(), modelHash);
		return vectors;
	},
	entry: (hash) => index.getState().entries.get(hash),
});

export const embedder = createEmbedder({
	index,
	embed: (pictures, { signal, onPicture, onUnreadable }) =>
		engine.run(
			'embedPictures',
			{ pictures, captions: defaultCaptionOptions },
			{
				signal,
				onProgress: (event) => {
					if (event.type === 'embedded') onPicture(event.picture);
					if (event.type === 'unreadable') onUnreadable(event.id);
				},
			},
		),
	onTrouble: report,
});

/** A filmstrip that is not read yet must not be taken for an empty one. */
function followFilmstrip({ items, storage }: LibraryState, before?: LibraryState): void {
	if (storage === 'opening' || (items === before?.items && storage === before.storage)) return;
	attempt(() => index.syncShelf(items));
}

/** What is found is ranked anew as pictures come, once a frame at most: they come by the dozen. */
function followIndex(): void {
	let frame: number | undefined;
	index.subscribe(({ entries }, before) => {
		if (entries === before.entries || frame !== undefined || find.getState().point === undefined) return;
		frame = requestAnimationFrame(() => {
			frame = undefined;
			find.refresh();
		});
	});
}

let started = false;

/** The first time that the tab is opened: who only paints waits for nothing of it, and downloads nothing. */
export function startFind(): void {
	if (started) return;
	started = true;
	followIndex();
	library.subscribe(followFilmstrip);
	followFilmstrip(library.getState());
	void index.open();
	embedder.start();
}
