/** The opened picture's captions: told anew, looked into word by word, continued from another word. */
import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../engine/protocol';
import type { PictureIndex } from './index/store';
import type { IndexEntry } from './index/types';
import type { FindState } from './state';
import type { Caption, FindJobs, JointVector } from './types';

/** Alternatives shown for a word. */
const shown = 6;

export interface Captioning {
	tell(): Promise<void>;
	askAlternatives(caption: number, at: number): Promise<void>;
	takeAlternative(word: string): Promise<void>;
}

/** A caption that was not told here: the index keeps them without their model's options. */
const keptCaptions = (entry: IndexEntry | undefined): readonly Caption[] => entry?.embedding?.captions ?? [];

/** Captions on the page: what was told last, or what the index keeps. */
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
	/** Of new captions. A word that is pointed at meanwhile does not end them. */
	let telling = new AbortController();
	/** Of what else could stand at a word. */
	let asking = new AbortController();

	const opened = (): Opened | undefined => {
		const hash = get().opened;
		const vector = hash === undefined ? undefined : entry(hash)?.embedding?.vector;
		return hash === undefined || vector === undefined ? undefined : { hash, vector };
	};

	const captionsNow = (hash: string) => captionsOf(get(), entry(hash));

	/** New captions for the opened picture. What comes after another was opened, or newer ones were asked for, is dropped. */
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

	/** A beam cannot give more captions than it holds. */
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
