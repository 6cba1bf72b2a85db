import type { AtelierError } from '../../models/errors';
import type { PauseSwitch } from '../protocol';

/** The part of a run's state that the runner keeps; a feature adds its own progress. */
export interface RunFlags {
	readonly paused: boolean;
	/** Asked to finish early and keep the result so far. */
	readonly finishing: boolean;
	/** Aborted, but its last step has not ended yet. */
	readonly stopping: boolean;
}

/** What a feature knows of its own run: the state without the runner's flags. */
export type ProgressOf<R extends RunFlags> = Omit<R, keyof RunFlags>;

export interface RunnerState<R extends RunFlags> {
	/** Undefined while idle. */
	readonly run: R | undefined;
	/** Why the last run failed; cleared when the next one starts, or by `dismiss`. */
	readonly failure: AtelierError | undefined;
}

/** A question that is put to the visitor before something is lost. */
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
 * What happens to a run that is asked for while another is under way.
 * - `replace`: the newer wish wins. The older run is aborted, and the newer one starts when it has ended.
 * - `queue`: one after the other, in the order in which they were asked for.
 * - `refuse`: the older run goes on, and the newer wish is dropped.
 */
export type SecondRun = 'replace' | 'queue' | 'refuse';

export interface RunnerOptions<R extends RunFlags> {
	/** Default: `replace`. */
	readonly secondRun?: SecondRun;
	/** The question to ask before a run is aborted for something newer, if that would lose work. */
	readonly loss?: (run: R) => Question | undefined;
	/** Asks that question. Without it nobody is asked. */
	readonly confirm?: Confirm | undefined;
	/** Told of every change; a feature copies what it needs into its own store. */
	readonly publish?: (state: RunnerState<R>) => void;
}

/** What the work of a run is given. `signal`, `finish` and `pause` are what `engine.run` takes. */
export interface JobControl<R extends RunFlags> {
	readonly signal: AbortSignal;
	readonly finish: AbortSignal;
	readonly pause: PauseSwitch;
	/** Whether the visitor gave the run up together with what it has made so far. */
	isDiscarded(): boolean;
	/** Changes the run's progress. Without effect once the run was aborted. */
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
	 * Starts a run as soon as the runner's policy lets it.
	 * @param prepare called when its turn has come, at once where nothing is under way; what it throws reaches the caller
	 * and changes nothing
	 * @returns the result, or undefined when the run was aborted, overtaken by a newer wish, or refused
	 * @throws what the work throws, which then is the runner's `failure` as well
	 */
	run<T>(prepare: () => PreparedRun<R, T>): Promise<T | undefined>;
	/**
	 * Ends the run under way in favour of something newer, after asking where that would lose work.
	 * @returns false when the visitor did not agree, or a newer wish came meanwhile
	 */
	makeWay(): Promise<boolean>;
	/**
	 * Aborts the run under way, and a wish that waits to replace it; runs that were queued go on. Resolves, never rejects,
	 * when the run has ended.
	 */
	abort(): Promise<void>;
	/** The same, and tells the work to drop what it has made so far. */
	discard(): Promise<void>;
	/** Asks the run to end at its next step with what it has; a paused run goes on for that. */
	finish(): void;
	setPaused(paused: boolean): void;
	/** Forgets the failure. */
	dismiss(): void;
}
