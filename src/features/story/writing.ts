/** Having stories written: one job at a time, a newer wish ends the older job first. */
import type { StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../engine/jobs/runner';
import type { JobControl, PreparedRun } from '../../engine/jobs/types';
import type { Engine } from '../../engine/protocol';
import { storyOptions } from './options';
import { plain, refit, textOf, upTo } from './pieces';
import { afterEvent, firstDoing, requestOf } from './run';
import { type Draft, type Picture, type Run, type StoryState, shownDraft } from './state';
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
	/** Ends at once and drops what was written. */
	cancel(): void;
	/** Forgets why the last story failed. */
	dismissFailure(): void;
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

export function createWriting(
	{ getState: get, setState: set }: StoreApi<StoryState>,
	engine: Pick<Engine<StoryJobs>, 'run'>,
	newId: () => string,
): Writing {
	const runner = createJobRunner<Run>({ publish: set });

	const change = (id: string, how: (draft: Draft) => Draft) =>
		set(({ drafts }) => ({ drafts: drafts.map((draft) => (draft.id === id ? how(draft) : draft)) }));

	const drop = (id: string, before: string | undefined) =>
		set(({ drafts, shown }) => ({
			drafts: drafts.filter((draft) => draft.id !== id),
			shown: shown === id ? before : shown,
		}));

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

	function prepare(pieces: Draft['pieces'], begin: string | undefined): PreparedRun<Run, Draft | undefined> {
		requestOf(get(), begin); // says what is missing before anything changes
		const { picture, shown: before } = get();
		const draft = { ...fresh(picture as Picture, begin), pieces };
		const request = requestOf(get(), begin);
		set(({ drafts }) => ({ drafts: [...drafts, draft].slice(-mostDrafts), shown: draft.id }));
		return {
			progress: { draft: draft.id, begun: false, doing: firstDoing, written: 0 },
			work: (control) => work(draft, request, control, before),
		};
	}

	async function work(
		draft: Draft,
		request: StoryRequest,
		{ signal, finish, isDiscarded, update }: JobControl<Run>,
		before: string | undefined,
	): Promise<Draft | undefined> {
		const { id } = draft;
		const current = (): Draft => get().drafts.find((one) => one.id === id) ?? draft;
		try {
			const { text, stages, ...result } = await engine.run('story', request, {
				signal,
				finish,
				onProgress: (event) =>
					update((run) => {
						const after = afterEvent(run, current(), event);
						change(id, () => after.draft);
						return after.run;
					}),
			});
			if (text.trim() === '') {
				drop(id, before);
				return undefined;
			}
			change(id, (now) => ({ ...now, stages, result, pieces: refit(now.pieces, typeset(text)) }));
			return current();
		} catch (error) {
			const hasWords = current().pieces.some(({ word }, at) => word !== undefined && draft.pieces[at]?.word !== word);
			if (isDiscarded() || !hasWords) drop(id, before);
			throw error;
		}
	}

	const write = (pieces: Draft['pieces'] = [], begin?: string) => runner.run(() => prepare(pieces, begin));

	return {
		write: () => write(),
		writeAbout: (picture) =>
			runner.run(() => {
				set(({ shown, drafts }) => ({
					picture,
					shown: drafts.find(({ id }) => id === shown)?.picture.hash === picture.hash ? shown : undefined,
				}));
				return prepare([], undefined);
			}),
		async continueFrom(end, instead = '') {
			const pieces = shownDraft(get())?.pieces ?? [];
			const kept = [...upTo(pieces, end ?? textOf(pieces).length), ...plain(instead)];
			const begin = textOf(kept);
			return begin.trim() === '' ? write() : write(kept, begin);
		},
		interrupt: runner.abort,
		stopAndKeep: runner.finish,
		cancel: () => void runner.discard(),
		dismissFailure: runner.dismiss,
	};
}
