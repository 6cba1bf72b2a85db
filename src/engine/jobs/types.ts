import type { AtelierError } from '../../models/errors';
import type { PauseSwitch } from '../protocol';

/** The part of a run's state that the runner maintains; a feature adds its own progress. */
export interface RunFlags {
	readonly paused: boolean;
	/** Asked to finish early and keep the result so far. */
	readonly finishing: boolean;
	/** Aborted, but its last step is still running. */
	readonly stopping: boolean;
}

/** A feature's own part of a run's state. */
export type ProgressOf<R extends RunFlags> = Omit<R, keyof RunFlags>;

export interface RunnerState<R extends RunFlags> {
	/** Undefined while idle. */
	readonly run: R | undefined;
	/** Why the last run failed; cleared when the next one starts, or by `dismiss`. */
	readonly failure: AtelierError | undefined;
}

/** A question to the visitor before something is lost. */
export interface Question {
	readonly title: string;
	readonly text: string;
	/** Label of the button that goes ahead. */
	readonly confirm: string;
	/** Label of the button that leaves everything as it is. */
	readonly cancel: string;
}

/** Resolves with true when the visitor agrees. */
export type Confirm = (question: Question) => Promise<boolean>;

/**
 * What happens when a run is requested while another is in progress.
 * - `replace`: the current run is aborted; the new one starts when it has ended.
 * - `queue`: runs follow one another in the order of the requests.
 * - `refuse`: the current run continues; the new request is dropped.
 */
export type SecondRun = 'replace' | 'queue' | 'refuse';

export interface RunnerOptions<R extends RunFlags> {
	/** Default: `replace`. */
	readonly secondRun?: SecondRun;
	/** Returns the question to ask before a run is replaced, if that would lose work. */
	readonly loss?: (run: R) => Question | undefined;
	/** Asks that question. Without it, runs are replaced without asking. */
	readonly confirm?: Confirm | undefined;
	/** Called on every change; a feature copies what it needs into its own store. */
	readonly publish?: (state: RunnerState<R>) => void;
}

/** Controls that a run's work receives. `signal`, `finish` and `pause` can be passed to `engine.run`. */
export interface JobControl<R extends RunFlags> {
	readonly signal: AbortSignal;
	readonly finish: AbortSignal;
	readonly pause: PauseSwitch;
	/** Whether the visitor aborted the run and wants its partial result dropped. */
	isDiscarded(): boolean;
	/** Updates the run's progress. Has no effect once the run was aborted. */
	update(change: (run: R) => ProgressOf<R>): void;
}

/** A run that is about to start. */
export interface PreparedRun<R extends RunFlags, T> {
	readonly progress: ProgressOf<R>;
	readonly work: (control: JobControl<R>) => Promise<T>;
}

/** Runs one kind of job, one run at a time. */
export interface JobRunner<R extends RunFlags> {
	readonly running: boolean;
	/**
	 * Starts a run as soon as the runner's policy allows.
	 * @param prepare called just before the run starts; if it throws, the caller gets the error and nothing changes
	 * @returns the result, or undefined when the run was aborted, replaced or refused
	 * @throws the work's error, which also becomes the runner's `failure`
	 */
	run<T>(prepare: () => PreparedRun<R, T>): Promise<T | undefined>;
	/**
	 * Ends the current run to make way for something else, after asking if that would lose work.
	 * @returns false when the visitor did not agree, or a newer request arrived meanwhile
	 */
	makeWay(): Promise<boolean>;
	/**
	 * Aborts the current run, and a request waiting to replace it; queued runs continue. Resolves, never rejects, when the
	 * run has ended.
	 */
	abort(): Promise<void>;
	/** Aborts in the same way, and tells the work to drop its partial result. */
	discard(): Promise<void>;
	/** Asks the run to end at its next step with its result so far; a paused run resumes to do so. */
	finish(): void;
	setPaused(paused: boolean): void;
	/** Clears the failure. */
	dismiss(): void;
}
