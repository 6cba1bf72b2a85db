/** Runs the jobs that write stories, one at a time: a new story ends the previous job first. */
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
	 * Writes a story about the picture with the current settings. Resolves with undefined when it is cancelled.
	 * @throws AtelierError from the job; the words written so far are kept
	 */
	write(): Promise<Draft | undefined>;
	/** Switches to another picture and writes about it. A story being written about the previous picture ends. */
	writeAbout(picture: Picture): Promise<Draft | undefined>;
	/**
	 * Writes a new version of the shown story that continues from a position; the text after that position is left out.
	 * @param end offset in the text; default: its end
	 * @param instead text to insert there first
	 */
	continueFrom(end?: number, instead?: string): Promise<Draft | undefined>;
	/** Ends the story being written, keeps its text, and resolves when the job has ended. */
	interrupt(): Promise<void>;
	/** Ends the story at the next word and keeps it. */
	stopAndKeep(): void;
	/** Ends the story at once and discards it. */
	cancel(): void;
	/** Clears the last failure. */
	dismissFailure(): void;
}

/** Number of drafts kept during a visit; the oldest are dropped. */
const mostDrafts = 60;

const nextSeed = (seed: number): number => (seed >= storyOptions.seed.max ? 0 : seed + 1);

/** A key that is equal for two drafts exactly when they would have the same text. */
const outputKey = (draft: Pick<Draft, 'picture' | 'settings' | 'begin'>): string => {
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

	const changeDraft = (id: string, edit: (draft: Draft) => Draft) =>
		set(({ drafts }) => ({ drafts: drafts.map((draft) => (draft.id === id ? edit(draft) : draft)) }));

	const dropDraft = (id: string, before: string | undefined) =>
		set(({ drafts, shown }) => ({
			drafts: drafts.filter((draft) => draft.id !== id),
			shown: shown === id ? before : shown,
		}));

	/** An empty draft with the current settings. Unless the seed is locked, it advances until no draft has the same settings. */
	function createDraft(picture: Picture, begin: string | undefined): Draft {
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
		const used = new Set(drafts.map(outputKey));
		let draft = draftWith();
		while (!seedLocked && used.has(outputKey(draft))) {
			options = { ...options, seed: nextSeed(options.seed) };
			draft = draftWith();
		}
		set({ options });
		return draft;
	}

	function prepare(pieces: Draft['pieces'], begin: string | undefined): PreparedRun<Run, Draft | undefined> {
		requestOf(get(), begin); // throws if something is missing, before anything has changed
		const { picture, shown: before } = get();
		const draft = { ...createDraft(picture as Picture, begin), pieces };
		const request = requestOf(get(), begin);
		set(({ drafts }) => ({ drafts: [...drafts, draft].slice(-mostDrafts), shown: draft.id }));
		return {
			progress: { draft: draft.id, doing: firstDoing, written: 0 },
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
						changeDraft(id, () => after.draft);
						return after.run;
					}),
			});
			if (text.trim() === '') {
				dropDraft(id, before);
				return undefined;
			}
			changeDraft(id, (now) => ({ ...now, stages, result, pieces: refit(now.pieces, typeset(text)) }));
			return current();
		} catch (error) {
			const hasWords = current().pieces.some(({ word }, at) => word !== undefined && draft.pieces[at]?.word !== word);
			if (isDiscarded() || !hasWords) dropDraft(id, before);
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
