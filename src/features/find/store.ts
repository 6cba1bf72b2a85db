/** What the Find tab knows and does: searches, the opened picture and its captions. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../engine/protocol';
import { search } from '../../library/index/search';
import type { IndexEntry } from '../../library/index/types';
import type { VectorTable } from '../../library/index/vectorTable';
import { AtelierError, isAbort } from '../../models/errors';
import { createCaptioning } from './captioning';
import { defaultCaptionOptions, defaultInvertOptions } from './options';
import type { FindState, FindView, SearchMode } from './state';
import type { CaptionOptions, EncodedSentence, FindJobs, InvertRequest, JointVector } from './types';

/** Pictures that a ranking shows at most: beyond them nothing fits any more. */
const mostHits = 200;
/** Pictures whose words are explained. */
const explained = 12;

export interface FindTools {
	readonly engine: Pick<Engine<FindJobs>, 'run'>;
	/** Vectors of all embedded pictures, up to date when asked. */
	readonly table: () => VectorTable;
	readonly entry: (hash: string) => IndexEntry | undefined;
}

export interface Find extends StoreApi<FindState> {
	setView(view: FindView): void;
	/** Searches as one types; the newest sentence wins. Resolves when its result is shown or overtaken. */
	setText(text: string): Promise<void>;
	setMode(mode: SearchMode): Promise<void>;
	/** Through the decoder, with the sentence that stands there. */
	searchThroughDecoder(): Promise<void>;
	stop(): void;
	/** Everything again, in its own order. */
	clear(): void;
	/** Ranks by nearness to a picture of the index. */
	similarTo(hash: string): void;
	/** Ranks by nearness to a picture that is not in the index. */
	similarToFile(picture: Blob, name: string): Promise<void>;
	/** Ranks anew: pictures came or went. */
	refresh(): void;
	open(hash: string | undefined): void;
	setCaptionOption<K extends keyof CaptionOptions>(name: K, value: CaptionOptions[K]): void;
	setInvertOption<K extends keyof Omit<InvertRequest, 'words'>>(name: K, value: number): void;
	/** Captions of the opened picture with the options as they are. */
	tell(): Promise<void>;
	/** What could stand at a place of a caption. */
	askAlternatives(caption: number, at: number): Promise<void>;
	/** Takes another word at that place and lets the caption go on from it. */
	takeAlternative(word: string): Promise<void>;
}

export function createFind({ engine, table, entry }: FindTools): Find {
	const store = createStore<FindState>(() => ({
		view: 'grid',
		text: '',
		mode: 'joint',
		gains: new Map(),
		captionOptions: defaultCaptionOptions,
		invertOptions: defaultInvertOptions,
	}));
	const { getState: get, setState: set } = store;
	let current = new AbortController();

	/** Ends what the last search left running; its results will not be taken. */
	function begin(): AbortSignal {
		current.abort();
		current = new AbortController();
		set({ failure: undefined, inversion: undefined, gains: new Map() });
		return current.signal;
	}

	const rank = (vector: JointVector) => search(table(), vector, mostHits);

	/** The failure of a search that was overtaken is nobody's business. */
	async function guarded(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			if (signal.aborted || isAbort(error)) return;
			if (error instanceof AtelierError) set({ failure: error });
			throw error;
		}
	}

	async function encode(text: string, signal: AbortSignal): Promise<EncodedSentence | undefined> {
		const encoded = await engine.run('encodeSentence', { text }, { signal });
		if (signal.aborted) return undefined;
		const { words, unknown, cut } = encoded;
		set({ query: { kind: 'sentence', words, unknown, cut } });
		return encoded;
	}

	async function searchJoint(text: string): Promise<void> {
		const signal = begin();
		await guarded(signal, async () => {
			const encoded = await encode(text, signal);
			if (!encoded) return;
			const { vector } = encoded;
			set(vector ? { vector, hits: rank(vector) } : { vector: undefined, hits: [] });
		});
	}

	async function explain(signal: AbortSignal): Promise<void> {
		const { query, hits = [] } = get();
		if (query?.kind !== 'sentence' || query.words.length === 0) return;
		const best = hits.slice(0, explained).flatMap(({ hash }) => {
			const vector = table().vector(hash);
			return vector ? [{ hash, vector }] : [];
		});
		if (best.length === 0) return;
		const vectors = best.map(({ vector }) => vector);
		const { gains } = await engine.run('explainPictures', { words: query.words, vectors }, { signal });
		if (!signal.aborted) set({ gains: new Map(best.map(({ hash }, at) => [hash, gains[at] ?? []])) });
	}

	async function searchThroughDecoder(): Promise<void> {
		const signal = begin();
		const { text, invertOptions } = get();
		if (text.trim() === '') return;
		await guarded(signal, async () => {
			const encoded = await encode(text, signal);
			if (!encoded) return;
			if (encoded.words.length === 0) {
				set({ vector: undefined, hits: [] });
				return;
			}
			set({ inversion: { running: true, trace: [], steps: invertOptions.steps, converged: false } });
			const { vector, steps, converged, seconds } = await engine.run(
				'invertSentence',
				{ ...invertOptions, words: encoded.words },
				{
					signal,
					onProgress: (event) => {
						if (event.type !== 'step' || signal.aborted) return;
						const { step, negativeLogLikelihood, prior } = event;
						set(({ inversion }) =>
							inversion
								? { inversion: { ...inversion, trace: [...inversion.trace, { step, negativeLogLikelihood, prior }] } }
								: {},
						);
					},
				},
			);
			if (signal.aborted) return;
			set(({ inversion }) => ({
				vector,
				hits: rank(vector),
				...(inversion ? { inversion: { ...inversion, running: false, steps, converged, seconds } } : {}),
			}));
			await explain(signal);
		}).finally(() => {
			if (!signal.aborted || get().inversion?.running === false) return;
			set({ inversion: undefined });
		});
	}

	function byVector(vector: JointVector, name: string, without?: string): void {
		const hits = rank(vector).filter(({ hash }) => hash !== without);
		set({ text: '', query: { kind: 'picture', name }, vector, hits, view: 'grid' });
	}

	const clear = () => {
		begin();
		set({ text: '', query: undefined, vector: undefined, hits: undefined });
	};

	return {
		...store,
		...createCaptioning(store, engine, entry),
		setView: (view) => set({ view }),
		async setText(text) {
			set({ text });
			if (text.trim() === '') clear();
			else if (get().mode === 'joint') await searchJoint(text);
		},
		async setMode(mode) {
			set({ mode });
			const { text } = get();
			if (text.trim() !== '') await (mode === 'joint' ? searchJoint(text) : searchThroughDecoder());
		},
		searchThroughDecoder,
		stop: () => void begin(),
		clear,
		similarTo(hash) {
			const vector = table().vector(hash);
			if (!vector) return;
			begin();
			byVector(vector, entry(hash)?.name ?? 'this picture', hash);
		},
		async similarToFile(picture, name) {
			const signal = begin();
			await guarded(signal, async () => {
				let found: JointVector | undefined;
				await engine.run(
					'embedPictures',
					{ pictures: [{ id: name, picture }], captions: { ...defaultCaptionOptions, beamSize: 1, count: 1 } },
					{
						signal,
						onProgress: (event) => {
							if (event.type === 'embedded') found = event.picture.vector;
						},
					},
				);
				if (signal.aborted) return;
				if (!found) {
					const advice = 'Choose another picture.';
					throw new AtelierError('picture-unreadable', `“${name}” cannot be read as a picture. ${advice}`);
				}
				byVector(found, name);
			});
		},
		refresh() {
			const { vector } = get();
			if (vector) set({ hits: rank(vector) });
		},
		open: (hash) => set({ opened: hash, telling: undefined, alternatives: undefined }),
		setCaptionOption: (name, value) =>
			set(({ captionOptions }) => ({ captionOptions: { ...captionOptions, [name]: value } })),
		setInvertOption: (name, value) =>
			set(({ invertOptions }) => ({ invertOptions: { ...invertOptions, [name]: value } })),
	};
}
