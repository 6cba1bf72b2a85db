import type { PickedFile } from '../../../../library/intake/files';
import { AtelierError, throwIfAborted } from '../../../../models/errors';
import { fakeChannels, fakeDatabase, refused } from '../../../../storage/testing/fakeStorage';
import { createIntake } from '../intake';
import type { IndexTools } from '../state';
import { createPictureIndex } from '../store';
import type { IndexStores } from '../stores';
import { indexStores } from '../stores.shared';
import { type MemoryShelf, memoryShelf } from './memoryShelf';

/** A file whose content is its picture: the same content is the same picture. */
export const picked = (path: string, content = path, lastModified = 1): PickedFile => ({
	file: new File([content], path.split('/').at(-1) as string, { lastModified }),
	path,
});

/** Content `bad` is not a picture, and `gone` is a file that has been removed. Counts the files that were read. */
export function fakeTools(): IndexTools & { hashed: number; drawn: number; onHash?: () => void } {
	const tools: ReturnType<typeof fakeTools> = {
		hashed: 0,
		drawn: 0,
		sample: async (file: Blob) => (await file.text()).slice(0, 3),
		async hash(file: Blob, signal?: AbortSignal) {
			tools.hashed += 1;
			const text = await file.text();
			tools.onHash?.();
			throwIfAborted(signal);
			if (text === 'gone') throw new DOMException('gone', 'NotFoundError');
			if (text === 'locked') throw new DOMException('locked', 'NotReadableError');
			return `hash of ${text}`;
		},
		async preview(file: Blob, name: string) {
			tools.drawn += 1;
			const text = await file.text();
			if (text === 'bad') throw new AtelierError('picture-unreadable', `“${name}” is not a picture.`);
			if (text === 'odd') throw new Error('no canvas');
			return { width: 40, height: 30, thumbnail: new Blob([`small ${text}`]) };
		},
	};
	return tools;
}

/** An index with fakes around it. Without a shelf the browser refuses storage. */
export function fakeIndex(shelf?: MemoryShelf, channel = fakeChannels()()) {
	const { database, troubles } = fakeDatabase<IndexStores>(
		indexStores,
		shelf ? { disk: shelf, channel } : { open: refused },
	);
	const tools = fakeTools();
	const index = createPictureIndex({
		database,
		preview: (...given) => tools.preview(...given),
		onTrouble: (error) => troubles.push(error),
		now: () => 1000,
	});
	const { takeFiles } = createIntake({ index, embedder: { start() {}, stop() {} }, tools });
	const names = () => [...index.getState().entries.values()].map(({ name }) => name);
	const entry = (content: string) => index.getState().entries.get(`hash of ${content}`);
	return { index, tools, takeFiles, troubles, names, entry };
}

/** The same, opened. */
export async function openIndex(shelf = memoryShelf()) {
	const fake = fakeIndex(shelf);
	await fake.index.open();
	return { ...fake, shelf };
}
