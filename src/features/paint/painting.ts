/** Runs the paint job, one at a time: a newer painting replaces the current one, after asking if steps would be lost. */
import type { StoreApi } from 'zustand/vanilla';
import { createJobRunner } from '../../engine/jobs/runner';
import type { JobControl, Question } from '../../engine/jobs/types';
import type { Engine } from '../../engine/protocol';
import { throwIfAborted } from '../../models/errors';
import { finishPainting, type PaintTools, startFrames } from './finish';
import { enlarged } from './presets';
import { afterProgress, requestOf } from './run';
import type { Choices, Painting, PaintState, Run } from './state';
import type { PaintJobs, PaintRequest } from './types';

export interface PaintingJob {
	/**
	 * Paints with the current choices. A running painting is discarded for it, once the visitor has agreed.
	 * @returns the painting, or undefined when it was discarded or never started
	 * @throws AtelierError from the job; the paintings before stay
	 */
	paint(): Promise<Painting | undefined>;
	/** Takes a painting to a larger size, px, with its own choices. Otherwise as `paint`. */
	enlarge(painting: Painting, size: number): Promise<Painting | undefined>;
	/** Ends a running painting, after asking. @returns false when the visitor prefers to keep it */
	makeWay(): Promise<boolean>;
	setPaused(paused: boolean): void;
	/** Ends at the next step and keeps the result as a painting. */
	stopAndKeep(): void;
	discard(): void;
	/** Clears the failure of the last painting. */
	dismissFailure(): void;
}

/** Each painting holds its pixels and its film: few are enough, the library has them all. */
const paintingsKept = 6;

function lossOf({ step }: Run): Question | undefined {
	if (step === undefined) return undefined;
	const { evaluation, evaluations } = step;
	return {
		title: 'Stop this painting?',
		text: `It is at step ${evaluation} of ${evaluations}. What has been painted so far would be lost.`,
		confirm: 'Stop it',
		cancel: 'Keep painting',
	};
}

const choicesOf = ({ photo, styles, mask, options, network, catalogue }: PaintState): Choices => ({
	...{ styles, options, network },
	...(photo && { photo }),
	...(mask && { mask }),
	...(catalogue && { catalogue }),
});

export function createPaintingJob(
	{ getState: get, setState: set }: StoreApi<PaintState>,
	engine: Engine<PaintJobs>,
	tools: PaintTools,
): PaintingJob {
	const runner = createJobRunner<Run>({ loss: lossOf, confirm: tools.confirm, publish: set });

	async function work(
		request: PaintRequest,
		choices: Choices,
		{ signal, finish, pause, update }: JobControl<Run>,
	): Promise<Painting> {
		const frames = startFrames(tools);
		const result = await engine.run('paint', request, {
			signal,
			finish,
			pause,
			onProgress: (event) => {
				update((run) => afterProgress(run, event));
				if (event.type === 'step' && event.preview) frames.offer(event.evaluation, event.preview);
				if (event.type === 'smaller') tools.tell(event.why);
			},
		});
		const painting = await finishPainting(choices, result, frames, tools);
		throwIfAborted(signal);
		set(({ paintings }) => ({ paintings: [...paintings, painting].slice(-paintingsKept), view: 'compare' }));
		return painting;
	}

	/** @param from a smaller painting to start from */
	const run = (choose: () => Choices, from?: Blob) =>
		runner.run(() => {
			const choices = choose();
			const request = { ...requestOf(choices), ...(from && { from }) };
			return {
				progress: { waiting: { what: 'Starting' }, trace: [] },
				work: (control: JobControl<Run>) => work(request, choices, control),
			};
		});

	return {
		paint: () => run(() => choicesOf(get())),
		enlarge: ({ choices, result, png }, size) =>
			run(() => ({ ...choices, options: enlarged(choices.options, result.evaluations, size) }), png),
		makeWay: runner.makeWay,
		setPaused: runner.setPaused,
		stopAndKeep: runner.finish,
		discard: () => void runner.discard(),
		dismissFailure: runner.dismiss,
	};
}
