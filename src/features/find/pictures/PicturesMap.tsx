import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Engine } from '../../../engine/protocol';
import { attempt } from '../../../ui/feedback/toasts';
import type { IndexEntry } from '../index/types';
import { type Pen, Surface } from '../surface/Surface';
import type { Point } from '../surface/view';
import { Viewport } from '../surface/viewport';
import type { FindJobs } from '../types';
import { wordingOf } from '../wording';
import { type BitmapCache, createBitmapCache, decodeThumbnail } from './bitmaps';
import { walkOrder } from './hilbert';
import { PictureList } from './PictureList';
import { PicturesBar } from './PicturesBar';
import styles from './PicturesMap.module.css';
import { minPictures, type PlacedPictures, pictureMapOf, vectorsOf } from './pictureMaps';
import { drawPictures, type PlacedPicture, pictureAt } from './picturesDrawing';

interface PicturesMapProps {
	readonly engine: Pick<Engine<FindJobs>, 'run'>;
	/** Entries with an embedding. */
	readonly entries: readonly IndexEntry[];
	readonly onOpen: (hash: string) => void;
}

/** The pictures as a map, with similar ones close together. */
export function PicturesMap({ engine, entries, onOpen }: PicturesMapProps) {
	const map = pictureMapOf(engine);
	const { map: kept, run } = useStore(map);
	const [asList, setAsList] = useState(false);
	const vectors = useMemo(() => vectorsOf(entries), [entries]);
	const enough = entries.length >= minPictures;

	// biome-ignore lint/correctness/useExhaustiveDependencies: pictures that are added while the map is open are offered, not forced on it
	useEffect(() => {
		const state = map.getState();
		if (enough && state.run === undefined && state.map?.vectors !== vectors) attempt(() => map.make(entries));
	}, [map, enough]);

	const shown = run?.forming ?? kept;
	const pictures = useMemo(() => placed(shown, entries), [shown, entries]);
	const walk = useMemo(() => inWalkOrder(kept, entries), [kept, entries]);

	if (!enough) {
		const ready = `${entries.length === 0 ? 'none' : entries.length} so far`;
		return (
			<p className={styles.few}>
				A map needs at least {minPictures} captioned pictures ({ready}). Add more, or wait until they are captioned.
			</p>
		);
	}
	return (
		<section className={styles.map} aria-label="Map of pictures">
			<PicturesBar map={map} entries={entries} vectors={vectors} asList={asList} onAsList={setAsList} />
			{asList ? <PictureList entries={walk} onOpen={onOpen} /> : <PictureSurface pictures={pictures} onOpen={onOpen} />}
		</section>
	);
}

interface PlacedEntry extends PlacedPicture {
	readonly entry: IndexEntry;
}

/** The entries on the map, without those that have been removed since. */
function placed(map: PlacedPictures | undefined, entries: readonly IndexEntry[]): readonly PlacedEntry[] {
	if (map === undefined) return [];
	const known = new Map(entries.map((entry) => [entry.hash, entry]));
	return map.hashes.flatMap((hash, at) => {
		const entry = known.get(hash);
		return entry ? [{ entry, x: map.positions[2 * at] as number, y: map.positions[2 * at + 1] as number }] : [];
	});
}

/** Sorts entries so that neighbours on the map are next to each other, followed by those not on it yet. */
function inWalkOrder(map: PlacedPictures | undefined, entries: readonly IndexEntry[]): readonly IndexEntry[] {
	const ordered = new Map<string, IndexEntry>();
	const known = new Map(entries.map((entry) => [entry.hash, entry]));
	for (const at of map ? walkOrder(map.positions) : []) {
		const entry = known.get(map?.hashes[at] as string);
		if (entry) ordered.set(entry.hash, entry);
	}
	for (const entry of entries) ordered.set(entry.hash, entry);
	return [...ordered.values()];
}

function PictureSurface({
	pictures,
	onOpen,
}: {
	readonly pictures: readonly PlacedEntry[];
	readonly onOpen: (hash: string) => void;
}) {
	const [viewport] = useState(() => new Viewport());
	const [cache, setCache] = useState<BitmapCache<ImageBitmap>>();
	const [pointed, setPointed] = useState<string>();
	useEffect(() => {
		const made = createBitmapCache({ decode: decodeThumbnail, onReady: () => viewport.redraw() });
		setCache(made);
		return () => made.dispose();
	}, [viewport]);

	const at = useMemo(() => pictures.findIndex(({ entry }) => entry.hash === pointed), [pictures, pointed]);
	const draw = useCallback(
		(pen: Pen) => {
			if (cache) drawPictures(pen, pictures, cache, at < 0 ? undefined : at);
		},
		[pictures, cache, at],
	);
	const under = (place: Point, by: 'pointer' | 'keys') => {
		// With keys, the closest picture counts: they cannot aim precisely.
		const reach = by === 'keys' ? Number.POSITIVE_INFINITY : undefined;
		const index = pictureAt(pictures, viewport.view, viewport.size, place, reach);
		return index === undefined ? undefined : pictures[index]?.entry;
	};
	const entry = pictures[at]?.entry;
	const [first] = entry?.embedding?.captions ?? [];
	const caption = entry && (first ? wordingOf(first) : entry.name);
	return (
		<Surface
			viewport={viewport}
			label={`Map of ${pictures.length} pictures`}
			draw={draw}
			pointing={entry !== undefined}
			onPoint={(place, by) => setPointed(place && under(place, by)?.hash)}
			onPick={(place, by) => {
				const hit = under(place, by);
				if (hit) onOpen(hit.hash);
			}}
			caption={caption}
			spoken={caption}
		/>
	);
}
