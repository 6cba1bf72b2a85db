/** The index's stores in the studio's database, and what is deleted from them when storage is full. */
import type { Dispensable, StoreDeclarations } from '../../../storage/types';

interface Embedded {
	readonly hash: string;
	readonly added: number;
	readonly embedding?: unknown;
}

/** Thumbnails, those of the oldest pictures first. A picture without a vector still needs its thumbnail; vectors are never deleted. */
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
	notice:
		'The browser’s storage is full: previews of the pictures that were added first are deleted to make room. ' +
		'Captions and search stay as they are. Delete pictures from the library to keep more previews.',
};

export const indexStores = {
	indexEntries: { keyPath: 'hash' },
	/** Apart, so that listing thousands of entries touches no picture. */
	indexThumbnails: { dispensable: thumbnails },
	indexFiles: {},
	indexLeftOut: {},
} satisfies StoreDeclarations;
