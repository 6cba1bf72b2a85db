/** Having stories written: one job at a time, a newer wish ends the older job first. */
import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../engine/protocol';
import { AtelierError, isAbort } from '../../models/errors';
import { storyOptions } from './options';
import { plain, refit, textOf, upTo } from './pieces';
import { afterEvent, firstDoing, requestOf } from './run';
import { type Draft, type Picture, type StoryState, shownDraft } from './state';
import type { StoryJobs, StoryRequest } from './types';
import { typeset } from './typeset';

export interface Writing {
	/**
	 * A story about the picture, with what is chosen now. Resolves with it, or with undefined when it was given up.
	 * @throws AtelierError from the job; what was written until then stays
	 */
	write(): Promise<Draft | undefined>;
	/** Takes another picture, which ends what is being written about the one before, and writes about it. */
	writeAbout(picture: Picture): Promise<Draft | undefined>;
	/** Another story with all the same but the seed. */
	reroll(): Promise<Draft | undefined>;
	/**
	 * Goes on from a place in the shown story; what follows that place is left out of the new version.
	 * @param end offset in its text; without it, its end
	 * @param instead text to put there first
	 */
	continueFrom(end?: number, instead?: string): Promise<Draft | undefined>;
	/** Ends what is being written, with what is there, and waits until it has ended. */
	interrupt(): Promise<void>;
	/** Ends at the next word, with what is there as the story. */
	stopAndKeep(): void;
	/** Ends at once, and what was written goes. */
	cancel(): void;
}

/** Drafts of a visit that can be gone back to. */
const mostDrafts = 60;

const nextSeed = (seed: number): number => (seed >= storyOptions.seed.max ? 0 : seed + 1);

/** What two stories must have in common to come out the same. */
const likeness = (draft: Pick<Draft, 'picture' | 'settings' | 'begin'>): string => {
	const { picture, settings, begin } = draft;
	const styles = settings.styles.map(({ key, weight }) => [key, weight]);
	return JSON.stringify([picture.hash, styles, settings.options, begin ?? '']);
};

interface Controls {
	readonly abort: AbortController;
	readonly finish: AbortController;
	/** Whether words that are there go with it. */
	discarding: boolean;
	/** Settles, never fails, once the job has ended. */
	ended: Promise<unknown>;
}

export function createWriting(
	{ getState: get, setState: set }: StoreApi<StoryState>,
	engine: Pick<Engine<StoryJobs>, 'run'>,
	newId: () => string,
): Writing {
	let controls: Controls | undefined;
	/** Only the newest wish is followed. */
	let wish = 0;

	const update = (id: string, change: (draft: Draft) => Draft) =>
		set(({ drafts }) => ({ drafts: drafts.map((draft) => (draft.id === id ? change(draft) : draft)) }));

	const drop = (id: string, before: string | undefined) =>
		set(({ drafts, shown }) => ({
			drafts: drafts.filter((draft) => draft.id !== id),
			shown: shown === id ? before : shown,
		}));

	/** Ends the job under way and waits until it has. @returns whether no newer wish came meanwhile */
	async function takeTurn(): Promise<boolean> {
		const mine = ++wish;
		controls?.abort.abort();
		await controls?.ended;
		return mine === wish;
	}

	/** The settings as they stand, with a seed that tells another story than those that are there, unless it is locked. */
	function fresh(picture: Picture, begin: string | undefined): Draft {
		const { styles, drafts, seedLocked } = get();
		let { options } = get();
		const { name, hash, width, height } = picture;
		const draftWith = (): Draft => ({
			id: newId(),
			picture: { name, hash, width, height },
			thumbnail: picture.thumbnail,
			settings: { styles, options },
			pieces: [],
			stages: [],
			edited: false,
			...(begin === undefined ? {} : { begin }),
		});
		const told = new Set(drafts.map(likeness));
		let draft = draftWith();
		while (!seedLocked && told.has(likeness(draft))) {
			options = { ...options, seed: nextSeed(options.seed) };
			draft = draftWith();
		}
		set({ options });
		return draft;
	}

	async function run(pieces: Draft['pieces'], begin: string | undefined): Promise<Draft | undefined> {
		if (!(await takeTurn())) return undefined;
		requestOf(get(), begin); // says what is missing before anything changes
		const { picture, shown: before } = get();
		const draft = { ...fresh(picture as Picture, begin), pieces };
		const request = requestOf(get(), begin);
		const mine: Controls = {
			abort: new AbortController(),
			finish: new AbortController(),
			discarding: false,
			ended: Promise.resolve(),
		};
		controls = mine;
		set(({ drafts }) => ({
			drafts: [...drafts, draft].slice(-mostDrafts),
			shown: draft.id,
			run: { draft: draft.id, begun: false, finishing: false, doing: firstDoing, written: 0 },
			failure: undefined,
		}));
		const work = follow(draft, request, mine, before);
		mine.ended = work.catch(() => undefined);
		return work;
	}

	async function follow(draft: Draft, request: StoryRequest, by: Controls, before: string | undefined) {
		const { id } = draft;
		const current = (): Draft => get().drafts.find((one) => one.id === id) ?? draft;
		try {
			const { text, stages, ...result } = await engine.run('story', request, {
				signal: by.abort.signal,
				finish: by.finish.signal,
				onProgress: (event) => {
					const { run } = get();
					if (run?.draft !== id) return;
					const after = afterEvent(run, current(), event);
					set({ run: after.run });
					update(id, () => after.draft);
				},
			});
			if (text.trim() === '') {
				drop(id, before);
				return undefined;
			}
			update(id, (now) => ({ ...now, stages, result, pieces: refit(now.pieces, typeset(text)) }));
			return current();
		} catch (error) {
			const hasWords = current().pieces.some(({ word }, at) => word !== undefined && draft.pieces[at]?.word !== word);
			if (by.discarding || !hasWords) drop(id, before);
			if (isAbort(error)) return undefined;
			if (error instanceof AtelierError) set({ failure: error });
			throw error;
		} finally {
			if (controls === by) controls = undefined;
			set({ run: undefined });
		}
	}

	return {
		write: () => run([], undefined),
		async writeAbout(picture) {
			if (!(await takeTurn())) return undefined;
			set(({ shown, drafts }) => ({
				picture,
				shown: drafts.find(({ id }) => id === shown)?.picture.hash === picture.hash ? shown : undefined,
			}));
			return run([], undefined);
		},
		reroll() {
			set(({ options }) => ({ options: { ...options, seed: nextSeed(options.seed) } }));
			return run([], undefined);
		},
		async continueFrom(end, instead = '') {
			const pieces = shownDraft(get())?.pieces ?? [];
			const kept = [...upTo(pieces, end ?? textOf(pieces).length), ...plain(instead)];
			const begin = textOf(kept);
			return begin.trim() === '' ? run([], undefined) : run(kept, begin);
		},
		async interrupt() {
			await takeTurn();
		},
		stopAndKeep() {
			set(({ run }) => (run ? { run: { ...run, finishing: true } } : {}));
			controls?.finish.abort();
		},
		cancel() {
			if (controls === undefined) return;
			controls.discarding = true;
			controls.abort.abort();
		},
	};
}
