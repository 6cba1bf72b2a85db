import { type FakeDisk, fakeDisk, quotaExceeded } from '../../../../storage/testing/fakeStorage';
import { indexStores } from '../stores.shared';
import type { IndexEntry } from '../types';

export interface MemoryShelf extends FakeDisk {
	readonly kept: Map<string, IndexEntry>;
	readonly pictures: Map<string, Blob>;
	readonly left: Map<string, true>;
	readonly known: Map<string, string>;
	/** Thumbnails that find room; the next write of one fails as a full disk does. Default: all. */
	room: number;
	/** Thrown by every write while it is there. */
	refusal: unknown;
	/** What was tried, in its order. */
	readonly calls: string[];
}

/** A disk with the stores of the index. */
export function memoryShelf(entries: readonly IndexEntry[] = []): MemoryShelf {
	const disk = fakeDisk(indexStores);
	const shelf: MemoryShelf = Object.assign(disk, {
		kept: disk.contents.indexEntries as Map<string, IndexEntry>,
		pictures: disk.contents.indexThumbnails as Map<string, Blob>,
		left: disk.contents.indexLeftOut as Map<string, true>,
		known: disk.contents.indexFiles as Map<string, string>,
		room: Number.POSITIVE_INFINITY,
		refusal: undefined,
		calls: [],
	});
	for (const { thumbnail, ...bare } of entries) {
		shelf.kept.set(bare.hash, bare);
		if (thumbnail) shelf.pictures.set(bare.hash, thumbnail);
	}
	shelf.refuse = (changes) => {
		if (changes === 'read') return undefined;
		const thumbnails = changes.filter(({ store }) => store === 'indexThumbnails');
		const fresh = thumbnails.filter((change) => 'put' in change && !shelf.pictures.has(change.key ?? ''));
		const isDrop = thumbnails.length === changes.length && fresh.length === 0;
		shelf.calls.push(isDrop ? `drop ${changes.length}` : fresh.length > 0 ? 'put with thumbnail' : 'put');
		if (shelf.refusal !== undefined) return shelf.refusal;
		return fresh.length > 0 && shelf.pictures.size >= shelf.room ? quotaExceeded() : undefined;
	};
	return shelf;
}
