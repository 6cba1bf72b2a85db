/** Runs a feature's jobs on the page: one at a time, with abort, early finish, pause, progress and failure. */
import { abortError, isAbort } from '../../models/errors';
import { createPauseSwitch } from '../pause';
import { failureOf } from './failure';
import type { JobControl, JobRunner, PreparedRun, RunFlags, RunnerOptions, RunnerState } from './types';

interface Active<R extends RunFlags> {
	readonly abort: AbortController;
	readonly finish: AbortController;
	run: R;
	discarded: boolean;
	/** Resolves, never rejects, when the run has ended. */
	ended: Promise<unknown>;
}

/** The flags of a run that has just started. */
export const startFlags: RunFlags = { paused: false, finishing: false, stopping: false };

export function createJobRunner<R extends RunFlags = RunFlags>({
	secondRun = 'replace',
	loss,
	confirm,
	publish,
}: RunnerOptions<R> = {}): JobRunner<R> {
	let active: Active<R> | undefined;
	let failure: RunnerState<R>['failure'];
	/** Number of the latest request: earlier ones that still wait are dropped. */
	let newest = 0;
	let lastInQueue: Promise<unknown> = Promise.resolve();
	const pause = createPauseSwitch();
	pause.subscribe((paused) => setFlags({ paused }));

	const show = (): void => publish?.({ run: active?.run, failure });

	function setFlags(flags: Partial<RunFlags>): void {
		if (active === undefined) return;
		active.run = { ...active.run, ...flags };
		show();
	}

	function stop(discarded: boolean): void {
		if (active === undefined) return;
		active.discarded ||= discarded;
		if (active.abort.signal.aborted) return;
		active.abort.abort(abortError());
		setFlags({ stopping: true });
	}

	const controlOf = (mine: Active<R>): JobControl<R> => ({
		signal: mine.abort.signal,
		finish: mine.finish.signal,
		pause,
		isDiscarded: () => mine.discarded,
		update(change) {
			if (active !== mine || mine.abort.signal.aborted) return;
			mine.run = { ...change(mine.run), ...flagsOf(mine.run) } as R;
			show();
		},
	});

	async function carryOut<T>(mine: Active<R>, work: PreparedRun<R, T>['work']): Promise<T | undefined> {
		try {
			return await work(controlOf(mine));
		} catch (error) {
			// The visitor aborted this run, so that a failure after that is of no interest.
			if (isAbort(error) || mine.abort.signal.aborted) return undefined;
			failure = failureOf(error);
			throw error;
		} finally {
			active = undefined;
			show();
		}
	}

	async function start<T>(prepare: () => PreparedRun<R, T>): Promise<T | undefined> {
		const { progress, work } = prepare();
		const mine: Active<R> = {
			abort: new AbortController(),
			finish: new AbortController(),
			run: { ...progress, ...startFlags } as R,
			discarded: false,
			ended: Promise.resolve(),
		};
		pause.set(false);
		failure = undefined;
		active = mine;
		show();
		const result = carryOut(mine, work);
		mine.ended = result.catch(() => undefined);
		return result;
	}

	/** Ends the current run. @returns whether it has ended and `mine` is still the newest request */
	async function clearFor(mine: number): Promise<boolean> {
		const question = active && loss?.(active.run);
		if (question !== undefined && confirm !== undefined && !(await confirm(question))) return false;
		while (active !== undefined && mine === newest) {
			stop(false);
			await active.ended;
		}
		return mine === newest;
	}

	async function replace<T>(prepare: () => PreparedRun<R, T>): Promise<T | undefined> {
		newest += 1;
		const mine = newest;
		if (active !== undefined && !(await clearFor(mine))) return undefined;
		return mine === newest ? start(prepare) : undefined;
	}

	function enqueue<T>(prepare: () => PreparedRun<R, T>): Promise<T | undefined> {
		const result = lastInQueue.then(() => start(prepare));
		lastInQueue = result.catch(() => undefined);
		return result;
	}

	async function end(discarded: boolean): Promise<void> {
		newest += 1;
		stop(discarded);
		await active?.ended;
	}

	return {
		get running() {
			return active !== undefined;
		},
		async run(prepare) {
			if (secondRun === 'queue') return enqueue(prepare);
			if (secondRun === 'refuse') return active === undefined ? start(prepare) : undefined;
			return replace(prepare);
		},
		makeWay() {
			newest += 1;
			return clearFor(newest);
		},
		abort: () => end(false),
		discard: () => end(true),
		finish() {
			if (active === undefined) return;
			setFlags({ finishing: true });
			pause.set(false);
			active.finish.abort(abortError());
		},
		setPaused(paused) {
			if (active !== undefined) pause.set(paused);
		},
		dismiss() {
			failure = undefined;
			show();
		},
	};
}

const flagsOf = ({ paused, finishing, stopping }: RunFlags): RunFlags => ({ paused, finishing, stopping });
