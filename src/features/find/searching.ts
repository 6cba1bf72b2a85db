/** The questions that the pictures are ranked by. Only the newest one is answered. */
import type { StoreApi } from 'zustand/vanilla';
import type { Engine, LoadProgress } from '../../engine/protocol';
import { AtelierError } from '../../models/errors';
import { search } from './index/search';
import type { IndexEntry } from './index/types';
import type { VectorTable } from './index/vectorTable';
import { defaultCaptionOptions } from './options';
import type { FindState, Inversion, Point, SearchMode } from './state';
import type { EncodedSentence, FindJobs } from './types';

/** Pictures that a ranking shows at most: beyond them nothing fits any more. */
const mostHits = 200;
/** Pictures whose words are explained. */
const explained = 12;

export interface FindTools {
	readonly engine: Pick<Engine<FindJobs>, 'run'>;
	/** Vectors of all pictures that these networks embedded, up to date when asked. */
	readonly table: (modelHash: string) => VectorTable;
	readonly entry: (hash: string) => IndexEntry | undefined;
}

export interface Searching {
	/** Searches as one types; the newest sentence wins. Resolves when its result is shown or overtaken. */
	setText(text: string): Promise<void>;
	/** Searches anew, by the other way, when there is a sentence. */
	setMode(mode: SearchMode): Promise<void>;
	/** Through the decoder, with the sentence that stands there. */
	searchThroughDecoder(): Promise<void>;
	/** Ends what is under way; the pictures stay as they are ranked. */
	stop(): void;
	/** Everything again, in its own order. */
	clear(): void;
	/** Ranks by nearness to a picture of the index. */
	similarTo(hash: string): void;
	/** Ranks by nearness to a picture that is not in the index. @throws AtelierError `picture-unreadable` */
	similarToFile(picture: Blob, name: string): Promise<void>;
	/** Ranks anew: pictures came or went. */
	refresh(): void;
}

export function createSearching(
	{ getState: get, setState: set }: StoreApi<FindState>,
	{ engine, table, entry }: FindTools,
): Searching {
	let current = new AbortController();

	/** Ends what the last question left running; its results will not be taken. */
	function begin(): AbortSignal {
		current.abort();
		current = new AbortController();
		set({ searching: false, loading: undefined, inversion: undefined, gains: new Map() });
		return current.signal;
	}

	function rank({ vector, modelHash }: Point) {
		const { query } = get();
		const itself = query?.kind === 'picture' ? query.hash : undefined;
		return search(table(modelHash), vector, mostHits).filter(({ hash }) => hash !== itself);
	}

	/** The failure of a question that was overtaken is nobody's business; of any other, what was found before stays. */
	async function answer(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
		const signal = begin();
		set({ searching: true });
		try {
			await work(signal);
		} catch (error) {
			if (signal.aborted) return;
			set({ inversion: undefined });
			throw error;
		} finally {
			if (!signal.aborted) set({ searching: false, loading: undefined });
		}
	}

	const tellLoading = (signal: AbortSignal) => (event: LoadProgress | { readonly type: string }) => {
		if (!signal.aborted && event.type === 'loading') set({ loading: event as LoadProgress });
	};

	/** @returns undefined when it was overtaken */
	async function encode(signal: AbortSignal): Promise<EncodedSentence | undefined> {
		const { text } = get();
		const encoded = await engine.run('encodeSentence', { text }, { signal, onProgress: tellLoading(signal) });
		return signal.aborted ? undefined : encoded;
	}

	/** Ranks by the sentence itself. */
	function take({ words, unknown, cut, vector, modelHash }: EncodedSentence): void {
		const point = vector && { vector, modelHash };
		set({ query: { kind: 'sentence', words, unknown, cut }, point });
		set({ hits: point ? rank(point) : [] });
	}

	const searchJoint = () =>
		answer(async (signal) => {
			const encoded = await encode(signal);
			if (encoded) take(encoded);
		});

	async function searchThroughDecoder(): Promise<void> {
		if (get().text.trim() === '') return;
		await answer(async (signal) => {
			const encoded = await encode(signal);
			if (!encoded) return;
			take(encoded);
			const { words, modelHash } = encoded;
			if (words.length === 0) return;
			const vector = await invert(words, signal);
			if (!vector) return;
			const point = { vector, modelHash };
			set({ point, hits: rank(point) });
			await explain(words, modelHash, signal);
		});
	}

	async function invert(words: readonly string[], signal: AbortSignal): Promise<Float32Array | undefined> {
		const { invertOptions } = get();
		const change = (part: (before: Inversion) => Partial<Inversion>) =>
			set(({ inversion }) => (signal.aborted || !inversion ? {} : { inversion: { ...inversion, ...part(inversion) } }));
		set({ inversion: { running: true, trace: [], steps: invertOptions.steps, converged: false } });
		const tell = tellLoading(signal);
		const { vector, steps, converged, seconds } = await engine.run(
			'invertSentence',
			{ ...invertOptions, words },
			{
				signal,
				onProgress(event) {
					tell(event);
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
		const vectors = table(modelHash);
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
			if (get().text.trim() !== '') await (mode === 'joint' ? searchJoint() : searchThroughDecoder());
		},
		searchThroughDecoder,
		stop: () => void begin(),
		clear,
		similarTo(hash) {
			const found = entry(hash);
			if (found?.embedding === undefined) return;
			begin();
			const { name, thumbnail, embedding } = found;
			const point = { vector: embedding.vector, modelHash: embedding.modelHash };
			const query = { kind: 'picture', name, hash, ...(thumbnail && { picture: thumbnail }) } as const;
			set({ text: '', query, point, view: 'grid' });
			set({ hits: rank(point) });
		},
		similarToFile: (picture, name) =>
			answer(async (signal) => {
				const captions = { ...defaultCaptionOptions, beamSize: 1, count: 1 };
				const tell = tellLoading(signal);
				let vector: Float32Array | undefined;
				const { modelHash } = await engine.run(
					'embedPictures',
					{ pictures: [{ id: name, picture }], captions },
					{
						signal,
						onProgress(event) {
							tell(event);
							if (event.type === 'embedded') vector = event.picture.vector;
						},
					},
				);
				if (signal.aborted) return;
				if (vector === undefined) {
					const sentence = `“${name}” cannot be read as a picture. Choose another picture.`;
					throw new AtelierError('picture-unreadable', sentence);
				}
				const point = { vector, modelHash };
				set({ text: '', query: { kind: 'picture', name, picture }, point, view: 'grid' });
				set({ hits: rank(point) });
			}),
		refresh() {
			const { point } = get();
			if (point) set({ hits: rank(point) });
		},
	};
}
