/** Captions of the opened picture: new ones, alternatives for a word, and rewriting from a word. */
import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../engine/protocol';
import type { PictureIndex } from './index/store';
import type { IndexEntry } from './index/types';
import type { FindState } from './state';
import type { Caption, FindJobs, JointVector } from './types';

/** Number of alternatives for a word. */
const shown = 6;

export interface Captioning {
	tell(): Promise<void>;
	askAlternatives(caption: number, at: number): Promise<void>;
	takeAlternative(word: string): Promise<void>;
}

/** The captions in the index. */
const keptCaptions = (entry: IndexEntry | undefined): readonly Caption[] => entry?.embedding?.captions ?? [];

/** The captions to show: the newest ones, or else those of the index. */
export function captionsOf(
	state: Pick<FindState, 'opened' | 'telling'>,
	entry: IndexEntry | undefined,
): readonly Caption[] {
	const { opened, telling } = state;
	return telling !== undefined && telling.hash === opened ? telling.captions : keptCaptions(entry);
}

interface Opened {
	readonly hash: string;
	readonly vector: JointVector;
}

export function createCaptioning(
	{ getState: get, setState: set }: StoreApi<FindState>,
	engine: Pick<Engine<FindJobs>, 'run'>,
	index: Pick<PictureIndex, 'getState'>,
): Captioning {
	const entry = (hash: string) => index.getState().entries.get(hash);
	/** Aborts new captions, which asking for a word's alternatives must not. */
	let telling = new AbortController();
	/** Aborts the request for a word's alternatives. */
	let asking = new AbortController();

	const opened = (): Opened | undefined => {
		const hash = get().opened;
		const vector = hash === undefined ? undefined : entry(hash)?.embedding?.vector;
		return hash === undefined || vector === undefined ? undefined : { hash, vector };
	};

	const captionsNow = (hash: string) => captionsOf(get(), entry(hash));

	/** Makes new captions for the opened picture; dropped if another picture is opened, or newer captions are requested. */
	async function retell(
		work: (at: Opened, before: readonly Caption[], signal: AbortSignal) => Promise<readonly Caption[]>,
	): Promise<void> {
		const at = opened();
		if (at === undefined) return;
		telling.abort();
		asking.abort();
		telling = new AbortController();
		const { signal } = telling;
		const { hash } = at;
		const before = captionsNow(hash);
		const show = (captions: readonly Caption[], busy: boolean) => {
			if (!signal.aborted && get().opened === hash) set({ telling: { hash, captions, busy }, alternatives: undefined });
		};
		show(before, true);
		try {
			show(await work(at, before, signal), false);
		} catch (error) {
			show(before, false);
			if (!signal.aborted) throw error;
		}
	}

	/** A beam search cannot return more captions than its beam size. */
	const optionsFor = (count: number) => {
		const { captionOptions: options } = get();
		return { ...options, count: options.temperature === 0 ? Math.min(count, options.beamSize) : count };
	};

	return {
		tell: () =>
			retell(async ({ vector }, _, signal) => {
				const options = optionsFor(get().captionOptions.count);
				return (await engine.run('caption', { vector, options }, { signal })).captions;
			}),

		async askAlternatives(caption, place) {
			const at = opened();
			const prefix = at && captionsNow(at.hash)[caption]?.words.slice(0, place);
			if (at === undefined || prefix === undefined) return;
			asking.abort();
			asking = new AbortController();
			const { signal } = asking;
			try {
				const { words } = await engine.run('nextWords', { vector: at.vector, prefix, count: shown }, { signal });
				if (!signal.aborted && get().opened === at.hash) set({ alternatives: { caption, at: place, words } });
			} catch (error) {
				if (!signal.aborted) throw error;
			}
		},

		async takeAlternative(word) {
			const { alternatives } = get();
			if (alternatives === undefined) return;
			await retell(async ({ vector }, before, signal) => {
				const prefix = [...(before[alternatives.caption]?.words.slice(0, alternatives.at) ?? []), word];
				const request = { vector, prefix, options: optionsFor(1) };
				const [continued] = (await engine.run('caption', request, { signal })).captions;
				return before.map((caption, at) => (at === alternatives.caption && continued ? continued : caption));
			});
		},
	};
}
