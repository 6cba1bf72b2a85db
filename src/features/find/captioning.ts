/** The opened picture's captions: told anew, looked into word by word, continued from another word. */
import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../engine/protocol';
import type { IndexEntry } from '../../library/index/types';
import type { FindState } from './state';
import type { Caption, FindJobs } from './types';

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
	return telling !== undefined && telling.hash === opened && !(telling.busy && telling.captions.length === 0)
		? telling.captions
		: keptCaptions(entry);
}

export function createCaptioning(
	{ getState: get, setState: set }: StoreApi<FindState>,
	engine: Pick<Engine<FindJobs>, 'run'>,
	entry: (hash: string) => IndexEntry | undefined,
): Captioning {
	let latest = new AbortController();

	/** Work on the opened picture; what comes after another was opened, or other work began, is dropped. */
	async function withOpened(
		work: (at: { hash: string; vector: Float32Array; signal: AbortSignal; isCurrent: () => boolean }) => Promise<void>,
	): Promise<void> {
		const hash = get().opened;
		const vector = hash === undefined ? undefined : entry(hash)?.embedding?.vector;
		if (hash === undefined || vector === undefined) return;
		latest.abort();
		latest = new AbortController();
		const { signal } = latest;
		try {
			await work({ hash, vector, signal, isCurrent: () => !signal.aborted && get().opened === hash });
		} catch (error) {
			if (!signal.aborted) throw error;
		}
	}

	const captionsNow = () => {
		const { opened } = get();
		return captionsOf(get(), opened === undefined ? undefined : entry(opened));
	};

	return {
		tell: () =>
			withOpened(async ({ hash, vector, signal, isCurrent }) => {
				set({ telling: { hash, captions: captionsNow(), busy: true }, alternatives: undefined });
				try {
					const { captionOptions: options } = get();
					const { captions } = await engine.run('caption', { vector, options }, { signal });
					if (isCurrent()) set({ telling: { hash, captions, busy: false } });
				} finally {
					set(({ telling }) => (telling?.hash === hash && isCurrent() ? { telling: { ...telling, busy: false } } : {}));
				}
			}),

		askAlternatives: (caption, at) =>
			withOpened(async ({ vector, signal, isCurrent }) => {
				const prefix = captionsNow()[caption]?.words.slice(0, at);
				if (prefix === undefined) return;
				const { words } = await engine.run('nextWords', { vector, prefix, count: shown }, { signal });
				if (isCurrent()) set({ alternatives: { caption, at, words } });
			}),

		takeAlternative: (word) =>
			withOpened(async ({ hash, vector, signal, isCurrent }) => {
				const { alternatives, captionOptions } = get();
				if (alternatives === undefined) return;
				const before = captionsNow();
				const prefix = [...(before[alternatives.caption]?.words.slice(0, alternatives.at) ?? []), word];
				const { captions } = await engine.run(
					'caption',
					{ vector, prefix, options: { ...captionOptions, count: 1 } },
					{ signal },
				);
				const [continued] = captions;
				if (!isCurrent() || continued === undefined) return;
				const changed = before.map((caption, at) => (at === alternatives.caption ? continued : caption));
				set({ telling: { hash, captions: changed, busy: false }, alternatives: undefined });
			}),
	};
}
