/** The store of the map of pictures, which is made on request and kept until it is made again. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../../engine/jobs/runner';
import type { RunFlags } from '../../../engine/jobs/types';
import type { Engine } from '../../../engine/protocol';
import { type AtelierError, throwIfAborted } from '../../../models/errors';
import type { IndexEntry } from '../index/types';
import type { FindJobs, JointVector, MapProgress } from '../types';

/** Fewer pictures make no meaningful map. */
export const minPictures = 4;

/** The part of an entry that the map needs; entries without an embedding are not on it. */
export type MappedEntry = Pick<IndexEntry, 'hash' | 'embedding'>;

export interface PlacedPictures {
	readonly hashes: readonly string[];
	/** x and y of each picture, in -1..1. */
	readonly positions: Float32Array;
}

/** A map that is being made. */
interface Making extends RunFlags {
	/** Number of pictures laid out. */
	readonly count: number;
	readonly epoch: number;
	/** 0: not known yet. */
	readonly epochs: number;
	/** The layout so far. */
	readonly forming?: PlacedPictures;
}

export interface PictureMapState {
	readonly seed: number;
	/** The last finished map; `vectors` identifies what it was made from. */
	readonly map?: PlacedPictures & { readonly vectors: string; readonly seed: number };
	readonly run?: Making | undefined;
	/** Why the last map could not be made. */
	readonly failure?: AtelierError | undefined;
}

export interface PictureMap extends Pick<StoreApi<PictureMapState>, 'getState' | 'getInitialState' | 'subscribe'> {
	/**
	 * Lays out the entries that have vectors of the same networks; aborts a layout that is under way.
	 * When it is cancelled, the earlier map stays.
	 * @throws AtelierError from the job
	 */
	make(entries: readonly MappedEntry[]): Promise<void>;
	cancel(): void;
	/** Forgets why the last map could not be made. */
	dismissFailure(): void;
	/** Takes effect with the next map. */
	setSeed(seed: number): void;
}

/** Identifies a set of vectors, regardless of its order. */
export const vectorsOf = (entries: readonly MappedEntry[]): string =>
	entries
		.flatMap(({ hash, embedding }) => (embedding ? [`${hash}/${embedding.modelHash}`] : []))
		.sort()
		.join();

/** Counts the entries that are not on the map: all of them if there is no map. */
export function missingFrom(map: PlacedPictures | undefined, entries: readonly MappedEntry[]): number {
	const placed = new Set(map?.hashes);
	return entries.filter(({ hash, embedding }) => embedding && !placed.has(hash)).length;
}

/** Picks the largest set of comparable vectors: while the index is embedded again, it holds those of several networks. */
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
	const runner = createJobRunner<Making>({
		publish: ({ run, failure }) => store.setState({ run, failure }),
	});

	return {
		getState: store.getState,
		getInitialState: store.getInitialState,
		subscribe: store.subscribe,
		setSeed: (seed) => store.setState({ seed }),
		cancel: () => void runner.abort(),
		dismissFailure: runner.dismiss,
		async make(entries) {
			await runner.run(() => {
				const { seed } = store.getState();
				const comparable = ofOneModel(entries);
				const hashes = comparable.map(({ hash }) => hash);
				const vectors = comparable.map(({ vector }) => vector);
				return {
					progress: { count: hashes.length, epoch: 0, epochs: 0 },
					async work({ signal, update }) {
						const onProgress = ({ epoch, epochs, positions }: MapProgress) =>
							// Without positions, the layout shown so far stays.
							update((run) => ({ ...run, epoch, epochs, ...(positions && { forming: { hashes, positions } }) }));
						const { positions } = await engine.run('mapPictures', { vectors, seed }, { signal, onProgress });
						throwIfAborted(signal);
						store.setState({ map: { hashes, positions, vectors: vectorsOf(entries), seed } });
					},
				};
			});
		},
	};
}

const maps = new WeakMap<object, PictureMap>();

/** The engine's one map, which outlives the view that shows it. */
export function pictureMapOf(engine: Pick<Engine<FindJobs>, 'run'>): PictureMap {
	const known = maps.get(engine) ?? createPictureMap(engine);
	maps.set(engine, known);
	return known;
}
