import type { IndexShelf } from '../shelf';
import type { IndexEntry } from '../types';

export interface MemoryShelf extends IndexShelf {
	readonly kept: Map<string, IndexEntry>;
	readonly pictures: Map<string, Blob>;
	readonly left: Set<string>;
	readonly known: Map<string, string>;
	/** Thumbnails that find room; the next write of one fails as a full disk does. Default: all. */
	room: number;
	/** Thrown by every write while it is there. */
	refusal: unknown;
	/** What was asked of the shelf, in its order. */
	readonly calls: string[];
}

const full = () => new DOMException('full', 'QuotaExceededError');

/** A shelf as IndexedDB is one, but for the disk. */
export function memoryShelf(entries: readonly IndexEntry[] = []): MemoryShelf {
	const bare = ({ thumbnail: _, ...entry }: IndexEntry): IndexEntry => entry;
	const kept = new Map(entries.map((entry) => [entry.hash, bare(entry)]));
	const pictures = new Map(entries.flatMap(({ hash, thumbnail }) => (thumbnail ? [[hash, thumbnail] as const] : [])));
	const left = new Set<string>();
	const known = new Map<string, string>();
	const shelf: MemoryShelf = {
		kept,
		pictures,
		left,
		known,
		room: Number.POSITIVE_INFINITY,
		refusal: undefined,
		calls: [],
		entries: async () => [...kept.values()].reverse(),
		async thumbnails(onSome) {
			for (const some of pictures) onSome(new Map([some]));
		},
		files: async () => new Map(known),
		leftOut: async () => [...left],
		async put({ entry, thumbnail, file, leftOut }) {
			shelf.calls.push(`put ${entry?.name ?? ''}${thumbnail ? ' with thumbnail' : ''}`);
			if (shelf.refusal !== undefined) throw shelf.refusal;
			if (thumbnail && !pictures.has(thumbnail.hash) && pictures.size >= shelf.room) throw full();
			if (entry) kept.set(entry.hash, bare(entry));
			if (thumbnail) pictures.set(thumbnail.hash, thumbnail.picture);
			if (file) known.set(file.file, file.hash);
			if (leftOut) left.add(leftOut);
		},
		async removeThumbnails(hashes) {
			shelf.calls.push(`drop ${hashes.length}`);
			for (const hash of hashes) pictures.delete(hash);
		},
		async remove(hashes) {
			for (const hash of hashes) {
				kept.delete(hash);
				pictures.delete(hash);
			}
		},
		async letIn(hashes) {
			for (const hash of hashes) left.delete(hash);
		},
		async clear() {
			for (const store of [kept, pictures, left, known]) store.clear();
		},
	};
	return shelf;
}
