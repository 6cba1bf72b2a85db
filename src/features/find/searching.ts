/** Ranks the pictures by a sentence or by another picture. Only the newest query is answered. */

import type { StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../engine/jobs/runner';
import type { JobControl, RunFlags } from '../../engine/jobs/types';
import type { Engine, LoadProgress } from '../../engine/protocol';
import { quoted } from '../../library/names';
import { AtelierError, throwIfAborted } from '../../models/errors';
import { search } from './index/search';
import type { PictureIndex } from './index/store';
import type { Hit } from './index/types';
import { defaultCaptionOptions } from './options';
import { reranked, unread } from './reranking';
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

/** A sentence's vector, from the network or kept. */
type Answered = Omit<EncodedSentence, 'rerankWeight'> & Partial<Pick<EncodedSentence, 'rerankWeight'>>;

export interface Searching {
	/** Searches while the visitor types; the newest sentence wins. Resolves when its result is shown or overtaken. */
	setText(text: string): Promise<void>;
	/** Changes the kind of search, and repeats the current sentence's. */
	setMode(mode: SearchMode): Promise<void>;
	/** Starts a deep search for the current sentence. */
	deepSearch(): Promise<void>;
	/** Aborts the search under way; the ranking stays as it is. */
	stop(): void;
	/** Shows the ranking by a sentence whose vector is known, for which no network is needed. */
	showAnswers(text: string, encoded: Answered): void;
	/** Removes the query: all pictures are shown again, in the index's order. */
	clear(): void;
	/** Ranks by similarity to a picture of the index. */
	similarTo(hash: string): void;
	/**
	 * Ranks by similarity to a picture that is not in the index.
	 * @param read gives the picture; what it throws is the query's failure
	 */
	similarToFile(read: (signal: AbortSignal) => Promise<Blob>, name: string): Promise<void>;
	/** Ranks again after pictures were added or removed. */
	refresh(): void;
	/** The pictures most like the current query, best first; none without a query. */
	ranked(top: number): readonly Hit[];
}

/** A query under way. */
interface Querying extends RunFlags {
	/** Progress of the networks' one-time download, while the query waits for it. */
	readonly loading?: LoadProgress;
}

export function createSearching(
	{ getState: get, setState: set }: StoreApi<FindState>,
	{ engine, index }: FindTools,
): Searching {
	const runner = createJobRunner<Querying>({
		publish: ({ run, failure }) =>
			set({ searching: run !== undefined, loading: run?.stopping ? undefined : run?.loading, failure }),
	});

	/** Removes what belongs to the last query alone. */
	const forget = () => set({ inversion: undefined, gains: new Map() });

	function stop(): void {
		void runner.abort();
		runner.dismiss();
		forget();
	}

	function ranked(top: number): readonly Hit[] {
		const { query, point } = get();
		if (point === undefined) return [];
		const itself = query?.kind === 'picture' ? query.hash : undefined;
		// More than asked for: what is ranked again may come from below.
		const hits = search(index.vectors(point.modelHash), point.vector, Math.max(top + 1, maxHits));
		return reranked(hits, point)
			.filter(({ hash }) => hash !== itself)
			.slice(0, top);
	}

	const rankBy = (point: Point | undefined): void => {
		set({ point });
		set({ hits: ranked(maxHits) });
	};

	/** Runs a query, which aborts the last one. If it fails, the earlier ranking stays and the failure is shown. */
	async function answer(work: (control: JobControl<Querying>) => Promise<void>): Promise<void> {
		const query = runner.run(() => {
			forget();
			return { progress: {}, work };
		});
		// The failure is in the state.
		await query.catch(() => set({ inversion: undefined }));
	}

	const showLoading =
		({ update }: JobControl<Querying>) =>
		(event: LoadProgress | { readonly type: string }) => {
			if (event.type === 'loading') update((run) => ({ ...run, loading: event as LoadProgress }));
		};

	/** @throws AbortError when it was overtaken */
	async function encode(control: JobControl<Querying>): Promise<EncodedSentence> {
		const { signal } = control;
		const request = { text: get().text };
		const encoded = await engine.run('encodeSentence', request, { signal, onProgress: showLoading(control) });
		throwIfAborted(signal);
		return encoded;
	}

	/** Ranks by the sentence itself. */
	function take({ words, unknown, cut, vector, cutOff, rerankWeight, modelHash }: Answered): void {
		set({ query: { kind: 'sentence', words, unknown, cut } });
		rankBy(vector && { vector, modelHash, cutOff, ...(rerankWeight !== undefined && { rerankWeight }) });
	}

	const searchJoint = () =>
		answer(async (control) => {
			take(await encode(control));
			await rerank(control.signal);
		});

	/** Ranks the best matches of a sentence again, until the decoder has read all of them: pictures may be added meanwhile. */
	async function rerank(signal: AbortSignal): Promise<void> {
		for (;;) {
			const { query, point, hits } = get();
			const best =
				query?.kind === 'sentence' && point?.rerankWeight !== undefined ? unread(hits ?? [], point, index) : [];
			if (query?.kind !== 'sentence' || point === undefined || best.length === 0) return;
			const request = { words: query.words, pictures: best.map(({ input }) => input) };
			const { gains } = await engine.run('explainPictures', request, { signal });
			throwIfAborted(signal);
			const read = best.map(({ hash }, at) => [hash, gains[at] ?? []] as const);
			rankBy({ ...point, gains: new Map([...(point.gains ?? []), ...read]) });
		}
	}

	async function deepSearch(): Promise<void> {
		if (get().text.trim() === '') return;
		await answer(async (control) => {
			const encoded = await encode(control);
			take(encoded);
			const { words, modelHash, rerankWeight } = encoded;
			if (words.length === 0) return;
			rankBy({ vector: await invert(words, control), modelHash, rerankWeight });
			await rerank(control.signal);
			explain();
		});
	}

	async function invert(words: readonly string[], control: JobControl<Querying>): Promise<Float32Array> {
		const { signal } = control;
		const { invertOptions } = get();
		const change = (part: (before: Inversion) => Partial<Inversion>) =>
			set(({ inversion }) => (signal.aborted || !inversion ? {} : { inversion: { ...inversion, ...part(inversion) } }));
		set({ inversion: { running: true, trace: [], steps: invertOptions.steps, converged: false } });
		const show = showLoading(control);
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
		throwIfAborted(signal);
		change(() => ({ running: false, steps, converged, seconds }));
		return vector;
	}

	/** Shows, below the best matches, how much likelier each makes each word. */
	function explain(): void {
		const { point, hits = [] } = get();
		const best = hits.slice(0, explained).flatMap(({ hash }) => {
			const gains = point?.gains?.get(hash);
			return gains ? [[hash, gains] as const] : [];
		});
		set({ gains: new Map(best) });
	}

	function clear(): void {
		stop();
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
		stop,
		clear,
		similarTo(hash) {
			const found = index.getState().entries.get(hash);
			if (found?.embedding === undefined) return;
			stop();
			const { name, thumbnail, embedding } = found;
			const query = { kind: 'picture', name, hash, ...(thumbnail && { picture: thumbnail }) } as const;
			set({ text: '', query, view: 'grid' });
			rankBy({ vector: embedding.vector, modelHash: embedding.modelHash });
		},
		similarToFile: (read, name) =>
			answer(async (control) => {
				const { signal } = control;
				const picture = await read(signal);
				const captions = { ...defaultCaptionOptions, beamSize: 1, count: 1 };
				const show = showLoading(control);
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
				throwIfAborted(signal);
				if (vector === undefined) {
					const sentence = `${quoted(name)} cannot be read as a picture. Choose another picture.`;
					throw new AtelierError('picture-unreadable', sentence);
				}
				set({ text: '', query: { kind: 'picture', name, picture }, view: 'grid' });
				rankBy({ vector, modelHash });
			}),
		showAnswers(text, encoded) {
			stop();
			set({ text, mode: 'joint', view: 'grid', opened: undefined });
			const { rerankWeight: _, ...known } = encoded;
			take(known);
		},
		refresh() {
			const { point, searching } = get();
			if (point === undefined) return;
			set({ hits: ranked(maxHits) });
			if (searching || unread(get().hits ?? [], point, index).length === 0) return;
			const work = ({ signal }: JobControl<Querying>) => rerank(signal);
			// The failure is in the state.
			runner.run(() => ({ progress: {}, work })).catch(() => {});
		},
		ranked,
	};
}
