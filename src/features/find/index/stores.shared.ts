/** Where the index of pictures lies in the studio's database, and what of it may go when the disk is full. */
import type { Dispensable, StoreDeclarations } from '../../../storage/types';

interface Embedded {
	readonly hash: string;
	readonly added: number;
	readonly embedding?: unknown;
}

/** Thumbnails, those of the oldest pictures first. A picture without a vector still needs its own; vectors never go. */
const thumbnails: Dispensable = {
	async keys(read) {
		const [there, entries] = await Promise.all([read.keys('indexThumbnails'), read.entries('indexEntries')]);
		const kept = new Set(there);
		return entries
			.map(([, entry]) => entry as Embedded)
			.filter(({ hash, embedding }) => embedding !== undefined && kept.has(hash))
			.sort((a, b) => a.added - b.added)
			.map(({ hash }) => hash);
	},
	told:
		'The browser’s storage is full: previews of the pictures that were added first are let go to make room. ' +
		'Captions and search stay as they are. Delete pictures from the library to keep more previews.',
};

export const indexStores = {
	indexEntries: { keyPath: 'hash' },
	/** Apart, so that listing thousands of entries touches no picture. */
	indexThumbnails: { dispensable: thumbnails },
	indexFiles: {},
	indexLeftOut: {},
} satisfies StoreDeclarations;
