/** Runs the paint job, one at a time: a newer painting replaces the current one, after asking if steps would be lost. */
import type { StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../engine/jobs/runner';
import type { JobControl, Question } from '../../engine/jobs/types';
import type { Engine } from '../../engine/protocol';
import { throwIfAborted } from '../../models/errors';
import { paintClip } from './clips/paintClip';
import { worthKeeping } from './drafts';
import { finishPainting, type PaintTools, startFrames } from './finish';
import { enlarged, isClip } from './presets';
import { isLoss, resultOf } from './remains';
import { afterProgress, requestOf } from './run';
import type { Choices, ClipDraft, Draft, Painting, PaintState, Run } from './state';
import type { PaintJobs, PaintRequest, PaintResult } from './types';

export interface PaintingJob {
	/**
	 * Paints with the current choices. A running painting is discarded for it, once the visitor has agreed.
	 * @returns the painting, or undefined when it was discarded or never started
	 * @throws AtelierError from the job; the paintings before stay
	 */
	paint(): Promise<Painting | undefined>;
	/** Goes on with the painting that was interrupted. Otherwise as `paint`. */
	goOn(): Promise<Painting | undefined>;
	/** Takes a painting to a larger size, px, with its own choices. Otherwise as `paint`. */
	enlarge(painting: Painting, size: number): Promise<Painting | undefined>;
	/** Ends a running painting, after asking. @returns false when the visitor prefers to keep it */
	makeWay(): Promise<boolean>;
	setPaused(paused: boolean): void;
	/** Ends at the next step and keeps the result as a painting. */
	stopAndKeep(): void;
	/** Ends a running painting and drops it, after asking. */
	discard(): void;
	/** Clears the failure of the last painting. */
	dismissFailure(): void;
}

/** Each painting holds its pixels and its film: few are enough, the library has them all. */
const paintingsKept = 6;

function lossOf({ step, frame }: Run): Question | undefined {
	if (step === undefined) return undefined;
	const { evaluation, evaluations } = step;
	const place = frame ? `frame ${frame.at} of ${frame.count}` : `step ${evaluation} of ${evaluations}`;
	return {
		title: 'Stop this painting?',
		text: `It is at ${place}. What has been painted so far would be lost.`,
		confirm: 'Stop it',
		cancel: 'Keep painting',
	};
}

/** What a painting is made by: the part of the state that must not change while it runs. */
export const choicesOf = (state: PaintState): Choices => {
	const { photo, styles, mask, options, network, catalogue, clip } = state;
	return {
		...{ styles, options, network },
		...(isClip(state) && { clip }),
		...(photo && { photo }),
		...(mask && { mask }),
		...(catalogue && { catalogue }),
	};
};

/** A painting in a style that was tried on its photo goes on from that trial, by a ladder that begins just above its size. */
function startOf(state: PaintState): Start {
	const choices = choicesOf(state);
	const [style, ...others] = choices.styles;
	const { photo, pictures } = state.trials ?? {};
	const from = photo === choices.photo?.hash && others.length === 0 && style ? pictures?.get(style.key) : undefined;
	if (from === undefined || choices.clip || choices.mask || choices.options.start !== 'recoloured') return { choices };
	return { choices: { ...choices, options: { ...choices.options, ladder: 'on' } }, from };
}

/** ` at step 40 of 150`, or ` after frame 7 of 24`, for a sentence about an interrupted painting. */
export function stepOf({ snapshot, clip, choices }: Draft): string {
	if (clip) return ` after frame ${clip.frames.length} of ${clip.count}`;
	return ` at step ${snapshot?.evaluations ?? 0} of ${choices.options.evaluations}`;
}

/** What a painting starts from: choices, and a smaller or an interrupted painting. */
type Start = Pick<Draft, 'choices'> & Partial<Draft>;

export function createPaintingJob(
	{ getState: get, setState: set }: StoreApi<PaintState>,
	engine: Engine<PaintJobs>,
	tools: PaintTools,
): PaintingJob {
	const runner = createJobRunner<Run>({ loss: lossOf, confirm: tools.confirm, publish: set });

	/** Puts a finished painting on the easel. */
	function show(painting: Painting, signal: AbortSignal): Painting {
		throwIfAborted(signal);
		set(({ paintings }) => ({
			paintings: [...paintings, painting].slice(-paintingsKept),
			undone: [],
			view: painting.film ? 'painting' : 'compare',
		}));
		return painting;
	}

	async function paintPicture(
		{ choices, from, snapshot }: Start,
		request: PaintRequest,
		{ signal, finish, pause, update }: JobControl<Run>,
	): Promise<Painting> {
		const frames = startFrames(tools);
		const isDue = worthKeeping();
		let last = snapshot;
		const finished = async (result: PaintResult): Promise<Painting> =>
			show(await finishPainting(choices, result, frames, tools), signal);
		try {
			const result = await engine.run('paint', request, {
				signal,
				finish,
				pause,
				...(snapshot && { resumeFrom: snapshot }),
				onSnapshot: (state) => {
					if (signal.aborted) return;
					last = state;
					if (isDue(state)) set({ draft: { choices, from, snapshot: state } });
				},
				onProgress: (event) => {
					update((run) => afterProgress(run, event));
					if (event.type === 'step' && event.preview) frames.offer(event.evaluation, event.preview);
					if (event.type === 'smaller') tools.tell(event.why);
				},
			});
			const painting = await finished(result);
			set({ draft: undefined });
			return painting;
		} catch (error) {
			const remains = isLoss(error) && last && resultOf(last, choices, get());
			if (remains) {
				await finished(remains);
				tools.tell(`What was painted until step ${remains.evaluations} is kept as a painting.`);
			}
			throw error;
		}
	}

	async function paintFilm({ choices, clip: draft }: Start, control: JobControl<Run>): Promise<Painting> {
		const keep = (clip: ClipDraft) => set({ draft: { choices, clip } });
		const painting = show(await paintClip(choices, draft, engine, tools, control, keep), control.signal);
		set({ draft: undefined });
		return painting;
	}

	/** Choices that outlived a reload did so without the catalogue. */
	const withCatalogue = (choices: Choices): Choices => {
		const { catalogue } = get();
		return catalogue ? { ...choices, catalogue } : choices;
	};
	const run = (choose: () => Start) =>
		runner.run(() => {
			const start = choose();
			const { choices, from, snapshot, clip } = start;
			const request = { ...requestOf(choices), ...(from && { from }) };
			set({ draft: (snapshot ?? clip) && start });
			return {
				progress: { waiting: { what: 'Starting' }, trace: snapshot?.trace ?? [] },
				work: (control: JobControl<Run>) =>
					choices.clip ? paintFilm(start, control) : paintPicture(start, request, control),
			};
		});
	/** Ends a running painting, after asking. An interrupted one stays. */
	async function makeWay(): Promise<boolean> {
		if (!runner.running) return runner.makeWay();
		const ended = await runner.makeWay();
		if (ended) set({ draft: undefined });
		return ended;
	}
	const mayReplace = async (draft: Draft): Promise<boolean> =>
		tools.confirm?.({
			title: 'Start a new painting?',
			text: `The one that was interrupted${stepOf(draft)} would be lost.`,
			confirm: 'Start a new one',
			cancel: 'Keep it',
		}) ?? true;

	return {
		async paint() {
			const { draft } = get();
			if (draft && !runner.running && !(await mayReplace(draft))) return undefined;
			return run(() => startOf(get()));
		},
		goOn: () =>
			run(() => {
				const { draft } = get();
				if (draft === undefined) throw new TypeError('goOn: there is no draft');
				const { photo } = draft.choices;
				if (photo) set({ photo });
				return { ...draft, choices: withCatalogue(draft.choices) };
			}),
		enlarge: ({ choices, result, png }, size) =>
			run(() => ({
				choices: { ...withCatalogue(choices), options: enlarged(choices.options, result.evaluations, size) },
				from: png,
			})),
		makeWay,
		setPaused: runner.setPaused,
		stopAndKeep: runner.finish,
		discard: () => void makeWay(),
		dismissFailure: runner.dismiss,
	};
}
