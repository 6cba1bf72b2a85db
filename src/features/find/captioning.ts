/** Captions of the opened picture: new ones, alternatives for a word, and rewriting from a word. */
import type { StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../engine/jobs/runner';
import type { Engine } from '../../engine/protocol';
import type { PictureIndex } from './index/store';
import type { IndexEntry } from './index/types';
import type { FindState } from './state';
import type { Caption, FindJobs, PictureInput } from './types';

/** Number of alternatives for a word. */
const shown = 6;

export interface Captioning {
	/** Makes new captions, by the caption options. */
	recaption(): Promise<void>;
	/** Asks for the likeliest words at a position of a caption. */
	askAlternatives(caption: number, at: number): Promise<void>;
	/** Rewrites the caption from that position, beginning with another word. */
	takeAlternative(word: string): Promise<void>;
}

/** The captions in the index. */
const keptCaptions = (entry: IndexEntry | undefined): readonly Caption[] => entry?.embedding?.captions ?? [];

/** The captions to show: the newest ones, or else those of the index. */
export function captionsOf(
	state: Pick<FindState, 'opened' | 'newCaptions'>,
	entry: IndexEntry | undefined,
): readonly Caption[] {
	const { opened, newCaptions } = state;
	return newCaptions !== undefined && newCaptions.hash === opened ? newCaptions.captions : keptCaptions(entry);
}

interface Opened {
	readonly hash: string;
	/** What the captioner knows of it. */
	readonly input: PictureInput;
}

export function createCaptioning(
	{ getState: get, setState: set }: StoreApi<FindState>,
	engine: Pick<Engine<FindJobs>, 'run'>,
	index: Pick<PictureIndex, 'getState'>,
): Captioning {
	const entry = (hash: string) => index.getState().entries.get(hash);
	/** New captions, and alternatives for a word: neither ends the other. */
	const recaptioning = createJobRunner();
	const asking = createJobRunner();

	const opened = (): Opened | undefined => {
		const hash = get().opened;
		const embedding = hash === undefined ? undefined : entry(hash)?.embedding;
		if (hash === undefined || embedding === undefined) return undefined;
		const { vector, grid } = embedding;
		return { hash, input: { vector, ...(grid && { grid }) } };
	};

	const captionsNow = (hash: string) => captionsOf(get(), entry(hash));

	/** Makes new captions for the opened picture; dropped if another picture is opened, or newer captions are requested. */
	async function remake(
		make: (at: Opened, before: readonly Caption[], signal: AbortSignal) => Promise<readonly Caption[]>,
	): Promise<void> {
		const at = opened();
		if (at === undefined) return;
		void asking.abort();
		await recaptioning.run(() => {
			const { hash } = at;
			const before = captionsNow(hash);
			const show = (captions: readonly Caption[], busy: boolean) => {
				if (get().opened === hash) set({ newCaptions: { hash, captions, busy }, alternatives: undefined });
			};
			show(before, true);
			const work = async ({ signal }: { readonly signal: AbortSignal }) => {
				let captions = before;
				try {
					captions = await make(at, before, signal);
				} finally {
					if (!signal.aborted) show(captions, false);
				}
			};
			return { progress: {}, work };
		});
	}

	/** A beam search cannot return more captions than its beam size. */
	const optionsFor = (count: number) => {
		const { captionOptions: options } = get();
		return { ...options, count: options.temperature === 0 ? Math.min(count, options.beamSize) : count };
	};

	return {
		recaption: () =>
			remake(async ({ input }, _, signal) => {
				const options = optionsFor(get().captionOptions.count);
				return (await engine.run('caption', { ...input, options }, { signal })).captions;
			}),

		async askAlternatives(caption, position) {
			const at = opened();
			const prefix = at && captionsNow(at.hash)[caption]?.words.slice(0, position);
			if (at === undefined || prefix === undefined) return;
			const request = { ...at.input, prefix, count: shown };
			const work = async ({ signal }: { readonly signal: AbortSignal }) => {
				const { words } = await engine.run('nextWords', request, { signal });
				if (!signal.aborted && get().opened === at.hash) set({ alternatives: { caption, at: position, words } });
			};
			await asking.run(() => ({ progress: {}, work }));
		},

		async takeAlternative(word) {
			const { alternatives } = get();
			if (alternatives === undefined) return;
			await remake(async ({ input }, before, signal) => {
				const prefix = [...(before[alternatives.caption]?.words.slice(0, alternatives.at) ?? []), word];
				const request = { ...input, prefix, options: optionsFor(1) };
				const [continued] = (await engine.run('caption', request, { signal })).captions;
				return before.map((caption, at) => (at === alternatives.caption && continued ? continued : caption));
			});
		},
	};
}
