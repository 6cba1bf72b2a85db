/** The types that page and worker share. */

import type { AtelierError } from '../models/errors';
import type { DownloadOptions } from '../models/loader';
import type { LoadedModel, LoadProgress } from '../models/types';

export type { LoadedModel, LoadProgress, TensorData } from '../models/types';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

export interface BackendReport {
	readonly name: BackendName;
	/** One sentence for the page: why this backend was chosen. */
	readonly reason: string;
	/** WASM: threads in use and whether SIMD is on. WebGPU: the adapter's description. */
	readonly threads?: number;
	readonly simd?: boolean;
	readonly adapter?: string;
}

/**
 * How long a job keeps the device, and so what it makes way for: at every `ctx.yieldTurn()`, jobs of the priorities before
 * its own run from start to end. `short`: at once, such as a caption. `streaming`: some seconds, with results as they
 * come, such as a story. `long`: minutes, such as a painting.
 */
export type JobPriority = 'short' | 'streaming' | 'long';

/** The context in which a worker runs a job. P: progress events, S: snapshot to resume from. */
export interface JobContext<P, S = unknown> {
	readonly signal: AbortSignal;
	readonly backend: BackendReport;
	/** The last snapshot, when the job resumes after a lost device or a dead worker. */
	readonly resumeFrom?: S;
	/** True once the page asked the job to finish early: return a result at the next step. */
	readonly finishing: boolean;
	/**
	 * Reports progress. Events of one type that follow each other within a few frames are merged, later fields over
	 * earlier ones; none is held back beyond the next `yieldTurn`, and all arrive before the result.
	 */
	progress(event: P, transfer?: Transferable[]): void;
	/** Sends a partial result: immediately, never merged, before any later snapshot. */
	deliver(event: P, transfer?: Transferable[]): void;
	/** Hands the page a state to resume from, which outlives the worker. Must be structured-cloneable. */
	snapshot(state: S): void;
	/** Called between steps: runs waiting short jobs, waits while paused, throws AbortError when cancelled. */
	yieldTurn(): Promise<void>;
	/**
	 * Loads a verified, cached model; jobs share one download. Short jobs run while it loads. Names that begin with
	 * `own:` are the visitor's own networks.
	 */
	model(name: string, onProgress?: (event: LoadProgress) => void): Promise<LoadedModel>;
	/**
	 * Returns a value with tensors, mostly weights, that stays on the device between jobs; created once per key.
	 * `create` runs in a tidy of its own. The tensors in its result (a tensor, or plain objects and arrays of them) do not
	 * count as leaked, and are disposed of when the least recently used values exceed the budget. Never dispose of them
	 * yourself, nor use them after the job.
	 */
	resident<T extends object>(key: string, create: () => T): T;
}

export interface Job<Request, Progress, Result, Snapshot = unknown> {
	readonly priority: JobPriority;
	run(request: Request, ctx: JobContext<Progress, Snapshot>): Promise<Result>;
}

/** The worker's jobs by name. The same table types the page's client. */
// biome-ignore lint/suspicious/noExplicitAny: a table of jobs with unlike types has no narrower bound
export type JobTable = Record<string, Job<any, any, any, any>>;

export type RequestOf<J> = J extends Job<infer R, infer _P, infer _T, infer _S> ? R : never;
export type ProgressOf<J> = J extends Job<infer _R, infer P, infer _T, infer _S> ? P : never;
export type SnapshotOf<J> = J extends Job<infer _R, infer _P, infer _T, infer S> ? S : never;
export type ResultOf<J> = J extends Job<infer _R, infer _P, infer T, infer _S> ? T : never;

export interface RunOptions<P, S = unknown> {
	readonly signal?: AbortSignal;
	readonly onProgress?: (event: P) => void;
	/** Receives the job's snapshots. One of them, kept over a reload, resumes the job in a later page. */
	readonly onSnapshot?: (state: S) => void;
	readonly resumeFrom?: S;
	/** The job pauses between two steps while this is on. */
	readonly pause?: PauseSwitch;
	/** Abort it to finish early: the job ends at its next step with a result. */
	readonly finish?: AbortSignal;
}

/** A switch on the page: `set(true)` pauses the job that was given it, `set(false)` resumes it. */
export interface PauseSwitch {
	readonly paused: boolean;
	set(paused: boolean): void;
	subscribe(listener: (paused: boolean) => void): () => void;
}

export interface MemoryReport {
	/** All tensors, resident ones included, and their bytes. */
	readonly tensors: number;
	readonly bytes: number;
	/** The part of these that `ctx.resident` keeps between jobs; while no job runs, all of them. */
	readonly residentTensors: number;
	readonly residentBytes: number;
	/** Tensors that ended jobs have leaked: 0, unless there is a defect. */
	readonly leakedTensors: number;
	/** WASM: the heap, which never shrinks. WebGPU: allocated buffers, pooled ones included. CPU: same as `bytes`. */
	readonly deviceBytes: number;
	/** Most bytes that tensors held at once since the last call of memory(); views of the same buffer count once. */
	readonly peakBytes: number;
}

/** A job that the page has asked for and that has not ended. */
export interface JobReport {
	readonly id: number;
	/** As in the table of jobs. */
	readonly name: string;
	/** How many jobs began before it, since the page was loaded; undefined while it waits. Of several, the last computes. */
	readonly begun?: number;
	readonly paused?: boolean;
	/** Its last progress event. */
	readonly event?: unknown;
}

export type EngineStatus =
	| { readonly state: 'idle' }
	| { readonly state: 'starting' }
	| { readonly state: 'ready'; readonly backend: BackendReport }
	| { readonly state: 'recovering'; readonly why: string };

export interface Engine<T extends JobTable> {
	run<K extends keyof T>(
		name: K,
		request: RequestOf<T[K]>,
		options?: RunOptions<ProgressOf<T[K]>, SnapshotOf<T[K]>>,
	): Promise<ResultOf<T[K]>>;
	/** Starts the worker if it is not running, and returns its backend. */
	start(): Promise<BackendReport>;
	/** All jobs that have not ended, oldest first. A new list at each change. */
	readonly jobs: readonly JobReport[];
	onJobs(listener: (jobs: readonly JobReport[]) => void): () => void;
	/** Cancels a job as its own signal would: whoever asked for it receives an AbortError. */
	cancel(id: number): void;
	readonly status: EngineStatus;
	subscribe(listener: (status: EngineStatus) => void): () => void;
	/**
	 * Downloads models into the browser's cache while jobs run. A job that needs one of their files shares the download.
	 *
	 * @throws AtelierError as loading a model does; AbortError when the signal was aborted
	 */
	download(names: readonly string[], options?: DownloadOptions): Promise<void>;
	/** Reports the worker's current memory: for tests, the bench and the hood. */
	memory(): Promise<MemoryReport>;
	/** Listens to notices for the visitor that stop no job, such as refused storage. */
	onNotice(listener: (notice: AtelierError) => void): () => void;
	/** For tests: destroys the GPU device or the worker, as a crash would. */
	simulateLoss(kind: 'device' | 'worker'): Promise<void>;
	dispose(): void;
}
