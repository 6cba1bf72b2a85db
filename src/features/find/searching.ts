/** Ranks the pictures by a sentence or by another picture. Only the newest query is answered. */
import type { StoreApi } from 'zustand/vanilla';
import { failureOf } from '../../engine/jobs/failure';
import type { Engine, LoadProgress } from '../../engine/protocol';
import { AtelierError } from '../../models/errors';
import { search } from './index/search';
import type { PictureIndex } from './index/store';
import type { Hit } from './index/types';
import { defaultCaptionOptions } from './options';
import type { FindState, Inversion, Point, SearchMode } from './state';
import type { EncodedSentence, FindJobs } from './types';

/** Most pictures that a ranking shows: those beyond are no longer like the query. */
const maxHits = 200;
/** Number of hits whose words are explained. */
const explained = 12;

export interface FindTools {
	readonly engine: Pick<Engine<FindJobs>, 'run'>;
	readonly index: Pick<PictureIndex, 'getState' | 'vectors'>;
}

export interface Searching {
	/** Searches while the visitor types; the newest sentence wins. Resolves when its result is shown or overtaken. */
	setText(text: string): Promise<void>;
	/** Changes the kind of search, and repeats the current sentence's. */
	setMode(mode: SearchMode): Promise<void>;
	/** Starts a deep search for the current sentence. */
	deepSearch(): Promise<void>;
	/** Aborts the search under way; the ranking stays as it is. */
	stop(): void;
	/** Removes the query: all pictures are shown again, in the index's order. */
	clear(): void;
	/** Ranks by similarity to a picture of the index. */
	similarTo(hash: string): void;
	/** Ranks by similarity to a picture that is not in the index. */
	similarToFile(picture: Blob, name: string): Promise<void>;
	/** Ranks again after pictures were added or removed. */
	refresh(): void;
	/** The pictures most like the current query, best first; none without a query. */
	ranked(top: number): readonly Hit[];
}

export function createSearching(
	{ getState: get, setState: set }: StoreApi<FindState>,
	{ engine, index }: FindTools,
): Searching {
	let current = new AbortController();

	/** Aborts the last query, whose results will no longer be taken. */
	function begin(): AbortSignal {
		current.abort();
		current = new AbortController();
		set({ searching: false, loading: undefined, inversion: undefined, failure: undefined, gains: new Map() });
		return current.signal;
	}

	function ranked(top: number): readonly Hit[] {
		const { query, point } = get();
		if (point === undefined) return [];
		const itself = query?.kind === 'picture' ? query.hash : undefined;
		const hits = search(index.vectors(point.modelHash), point.vector, itself === undefined ? top : top + 1);
		return hits.filter(({ hash }) => hash !== itself).slice(0, top);
	}

	const rankBy = (point: Point | undefined): void => {
		set({ point });
		set({ hits: ranked(maxHits) });
	};

	/** Runs a query. If it fails, the earlier ranking stays and the failure is shown; one that was overtaken fails silently. */
	async function answer(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
		const signal = begin();
		set({ searching: true });
		try {
			await work(signal);
		} catch (error) {
			if (signal.aborted) return;
			set({ inversion: undefined, failure: failureOf(error) });
		} finally {
			if (!signal.aborted) set({ searching: false, loading: undefined });
		}
	}

	const showLoading = (signal: AbortSignal) => (event: LoadProgress | { readonly type: string }) => {
		if (!signal.aborted && event.type === 'loading') set({ loading: event as LoadProgress });
	};

	/** @returns undefined when it was overtaken */
	async function encode(signal: AbortSignal): Promise<EncodedSentence | undefined> {
		const { text } = get();
		const encoded = await engine.run('encodeSentence', { text }, { signal, onProgress: showLoading(signal) });
		return signal.aborted ? undefined : encoded;
	}

	/** Ranks by the sentence itself. */
	function take({ words, unknown, cut, vector, modelHash }: EncodedSentence): void {
		set({ query: { kind: 'sentence', words, unknown, cut } });
		rankBy(vector && { vector, modelHash });
	}

	const searchJoint = () =>
		answer(async (signal) => {
			const encoded = await encode(signal);
			if (encoded) take(encoded);
		});

	async function deepSearch(): Promise<void> {
		if (get().text.trim() === '') return;
		await answer(async (signal) => {
			const encoded = await encode(signal);
			if (!encoded) return;
			take(encoded);
			const { words, modelHash } = encoded;
			if (words.length === 0) return;
			const vector = await invert(words, signal);
			if (!vector) return;
			rankBy({ vector, modelHash });
			await explain(words, modelHash, signal);
		});
	}

	async function invert(words: readonly string[], signal: AbortSignal): Promise<Float32Array | undefined> {
		const { invertOptions } = get();
		const change = (part: (before: Inversion) => Partial<Inversion>) =>
			set(({ inversion }) => (signal.aborted || !inversion ? {} : { inversion: { ...inversion, ...part(inversion) } }));
		set({ inversion: { running: true, trace: [], steps: invertOptions.steps, converged: false } });
		const show = showLoading(signal);
		const { vector, steps, converged, seconds } = await engine.run(
			'invertSentence',
			{ ...invertOptions, words },
			{
				signal,
				onProgress(event) {
					show(event);
					if (event.type !== 'step') return;
					const { step, negativeLogLikelihood, prior } = event;
					change(({ trace }) => ({ trace: [...trace, { step, negativeLogLikelihood, prior }] }));
				},
			},
		);
		if (signal.aborted) return undefined;
		change(() => ({ running: false, steps, converged, seconds }));
		return vector;
	}

	async function explain(words: readonly string[], modelHash: string, signal: AbortSignal): Promise<void> {
		const vectors = index.vectors(modelHash);
		const best = (get().hits ?? []).slice(0, explained).flatMap(({ hash }) => {
			const vector = vectors.vector(hash);
			return vector ? [{ hash, vector }] : [];
		});
		if (best.length === 0) return;
		const request = { words, vectors: best.map(({ vector }) => vector) };
		const { gains } = await engine.run('explainPictures', request, { signal });
		if (!signal.aborted) set({ gains: new Map(best.map(({ hash }, at) => [hash, gains[at] ?? []])) });
	}

	function clear(): void {
		begin();
		set({ text: '', query: undefined, point: undefined, hits: undefined });
	}

	return {
		async setText(text) {
			if (text.trim() === '') clear();
			set({ text });
			if (text.trim() !== '') await searchJoint();
		},
		async setMode(mode) {
			set({ mode });
			if (get().text.trim() !== '') await (mode === 'joint' ? searchJoint() : deepSearch());
		},
		deepSearch,
		stop: () => void begin(),
		clear,
		similarTo(hash) {
			const found = index.getState().entries.get(hash);
			if (found?.embedding === undefined) return;
			begin();
			const { name, thumbnail, embedding } = found;
			const query = { kind: 'picture', name, hash, ...(thumbnail && { picture: thumbnail }) } as const;
			set({ text: '', query, view: 'grid' });
			rankBy({ vector: embedding.vector, modelHash: embedding.modelHash });
		},
		similarToFile: (picture, name) =>
			answer(async (signal) => {
				const captions = { ...defaultCaptionOptions, beamSize: 1, count: 1 };
				const show = showLoading(signal);
				let vector: Float32Array | undefined;
				const { modelHash } = await engine.run(
					'embedPictures',
					{ pictures: [{ id: name, picture }], captions },
					{
						signal,
						onProgress(event) {
							show(event);
							if (event.type === 'embedded') vector = event.picture.vector;
						},
					},
				);
				if (signal.aborted) return;
				if (vector === undefined) {
					const sentence = `“${name}” cannot be read as a picture. Choose another picture.`;
					throw new AtelierError('picture-unreadable', sentence);
				}
				set({ text: '', query: { kind: 'picture', name, picture }, view: 'grid' });
				rankBy({ vector, modelHash });
			}),
		refresh() {
			if (get().point) set({ hits: ranked(maxHits) });
		},
		ranked,
	};
}
