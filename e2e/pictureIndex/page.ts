/** A page with nothing but the index of pictures, for tests to drive through `window`. */
import { createIntake, indexTools } from '../../src/features/find/index/intake';
import { createPictureIndex } from '../../src/features/find/index/store';
import type { IndexStores } from '../../src/features/find/index/stores';
import { indexStores } from '../../src/features/find/index/stores.shared';
import { filesOfDrop, filesOfInput, type PickedFile } from '../../src/library/intake/files';
import { takePicture } from '../../src/library/intake/intake';
import { picturesOf } from '../../src/library/intake/leftOut';
import { browserTools, type Preview, thumbnailOf } from '../../src/library/intake/tools';
import { AtelierError } from '../../src/models/errors';
import { openDatabase } from '../../src/storage/open';

const troubles: string[] = [];
const onTrouble = ({ code }: { readonly code: string }): void => void troubles.push(code);
const index = createPictureIndex({
	database: openDatabase<IndexStores>({ name: 'atelier', versions: [indexStores], onTrouble }),
	preview: indexTools.preview,
	onTrouble,
});

/** Nothing is captioned here. */
const embedder = { start: () => {}, stop: () => {} };
const intake = createIntake({ index, embedder });

/** What was dropped or chosen last. */
let picked: Promise<readonly PickedFile[]> = Promise.resolve([]);
/** Its failure is looked at when the test asks for it. */
const pick = (files: Promise<readonly PickedFile[]>): void => {
	picked = files;
	files.catch(() => undefined);
};
const input = document.querySelector('input') as HTMLInputElement;
input.addEventListener('change', () => {
	pick((async () => picturesOf(filesOfInput(input.files ?? [])))());
});
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
	event.preventDefault();
	if (event.dataTransfer !== null) pick(filesOfDrop(event.dataTransfer)().then(picturesOf));
});

const tools = {
	index,
	intake,
	troubles,
	picked: () => picked,
	/** Takes a file as the library does, then as the index does. @returns what became of it, twice */
	outcomes: async (file: File): Promise<readonly string[]> => {
		const size = ({ width, height }: Preview): string => `${width} x ${height}`;
		const failure = (error: unknown): string => (error instanceof AtelierError ? error.message : `internal: ${error}`);
		const taken = async (): Promise<Preview> => {
			const { picture, width, height } = await takePicture(file, file.name, browserTools);
			return { width, height, thumbnail: await thumbnailOf(picture) };
		};
		return Promise.all([taken(), indexTools.preview(file, file.name)].map((work) => work.then(size, failure)));
	},
	take: async () => intake.takeFiles(await picked, 'folder'),
	/** Entries as text can be compared: name, and what is known of it. */
	entries: () =>
		[...index.getState().entries.values()].map(({ path, width, height, thumbnail, embedding }) => ({
			path,
			size: `${width} x ${height}`,
			thumbnail: thumbnail !== undefined,
			vector: embedding === undefined ? undefined : [...embedding.vector],
		})),
};
export type IndexPage = typeof tools;
declare global {
	interface Window {
		indexPage: IndexPage;
	}
}
window.indexPage = tools;
