/** The map of pictures: made when asked for, kept until it is made anew. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../../engine/protocol';
import type { IndexEntry } from '../index/types';
import type { FindJobs, JointVector, MapProgress } from '../types';

/** Fewer pictures have no neighbourhoods to show. */
export const fewestPictures = 4;

/** What is mapped of an entry; entries without an embedding have no place. */
export type MappedEntry = Pick<IndexEntry, 'hash' | 'embedding'>;

export interface PlacedPictures {
	readonly hashes: readonly string[];
	/** x and y in -1..1, picture after picture. */
	readonly positions: Float32Array;
}

export interface PictureMapState {
	readonly seed: number;
	/** The last map that was finished, and of which vectors it is. */
	readonly map?: PlacedPictures & { readonly vectors: string; readonly seed: number };
	readonly run?: {
		/** Pictures that are laid out. */
		readonly count: number;
		readonly epoch: number;
		/** 0: not known yet. */
		readonly epochs: number;
		/** How the map looks so far. */
		readonly forming?: PlacedPictures;
	};
}

export interface PictureMap extends Pick<StoreApi<PictureMapState>, 'getState' | 'getInitialState' | 'subscribe'> {
	/**
	 * Lays out the entries that have vectors of one network; a map already being made is given up first.
	 * @throws AbortError when it is cancelled: the earlier map stays
	 */
	make(entries: readonly MappedEntry[]): Promise<void>;
	cancel(): void;
	/** Counts from the next map on. */
	setSeed(seed: number): void;
}

/** Names a set of vectors, whatever its order. */
export const vectorsOf = (entries: readonly MappedEntry[]): string =>
	entries
		.flatMap(({ hash, embedding }) => (embedding ? [`${hash}/${embedding.modelHash}`] : []))
		.sort()
		.join();

/** How many of the entries the map does not show yet: all of them, when there is none. */
export function missingFrom(map: PlacedPictures | undefined, entries: readonly MappedEntry[]): number {
	const placed = new Set(map?.hashes);
	return entries.filter(({ hash, embedding }) => embedding && !placed.has(hash)).length;
}

/** Vectors of different networks cannot be compared: while the library is embedded anew, those of the one with most. */
function ofOneModel(
	entries: readonly MappedEntry[],
): readonly { readonly hash: string; readonly vector: JointVector }[] {
	const byModel = new Map<string, { readonly hash: string; readonly vector: JointVector }[]>();
	for (const { hash, embedding } of entries) {
		if (embedding === undefined) continue;
		const same = byModel.get(embedding.modelHash) ?? [];
		byModel.set(embedding.modelHash, same);
		same.push({ hash, vector: embedding.vector });
	}
	return [...byModel.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}

export function createPictureMap(engine: Pick<Engine<FindJobs>, 'run'>): PictureMap {
	const store = createStore<PictureMapState>(() => ({ seed: 1 }));
	let current: AbortController | undefined;

	return {
		getState: store.getState,
		getInitialState: store.getInitialState,
		subscribe: store.subscribe,
		setSeed: (seed) => store.setState({ seed }),
		cancel: () => current?.abort(),
		async make(entries) {
			current?.abort();
			const mine = new AbortController();
			current = mine;
			const { seed } = store.getState();
			const comparable = ofOneModel(entries);
			const hashes = comparable.map(({ hash }) => hash);
			const onProgress = ({ epoch, epochs, positions }: MapProgress) => {
				if (mine.signal.aborted) return;
				// An event without positions leaves the picture as it was.
				const forming = positions ? { hashes, positions } : store.getState().run?.forming;
				store.setState({ run: { count: hashes.length, epoch, epochs, ...(forming && { forming }) } });
			};
			store.setState({ run: { count: hashes.length, epoch: 0, epochs: 0 } });
			try {
				const vectors = comparable.map(({ vector }) => vector);
				const { positions } = await engine.run('mapPictures', { vectors, seed }, { signal: mine.signal, onProgress });
				mine.signal.throwIfAborted();
				store.setState({ map: { hashes, positions, vectors: vectorsOf(entries), seed } });
			} finally {
				if (current === mine) {
					current = undefined;
					store.setState({ run: undefined });
				}
			}
		},
	};
}

const maps = new WeakMap<object, PictureMap>();

/** The one map of an engine: it outlives the view that shows it. */
export function pictureMapOf(engine: Pick<Engine<FindJobs>, 'run'>): PictureMap {
	const known = maps.get(engine) ?? createPictureMap(engine);
	maps.set(engine, known);
	return known;
}
