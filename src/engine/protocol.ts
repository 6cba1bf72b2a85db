/** What page and worker say to each other. No runtime code but small guards: both sides import it. */

import type { AtelierError } from '../models/errors';
import type { DownloadOptions } from '../models/loader';
import type { LoadedModel, LoadProgress } from '../models/types';

export type { LoadedModel, LoadProgress, TensorData } from '../models/types';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

export interface BackendReport {
	readonly name: BackendName;
	/** One sentence for the page: why this backend and not another. */
	readonly reason: string;
	/** WASM: threads in use and whether SIMD is on. WebGPU: the adapter's description. */
	readonly threads?: number;
	readonly simd?: boolean;
	readonly adapter?: string;
}

/** `long` jobs give way to `short` ones at every `ctx.yieldTurn()`. */
export type JobPriority = 'short' | 'long';

/** What a job gets from the worker that runs it. P: progress events, S: snapshot to resume from. */
export interface JobContext<P, S = unknown> {
	readonly signal: AbortSignal;
	readonly backend: BackendReport;
	/** Set when the job goes on after a lost device or a dead worker. */
	readonly resumeFrom?: S;
	/** True once the page asked to end early and keep what is there: return a result at the next step. */
	readonly finishing: boolean;
	/**
	 * Events of one type that follow each other within a few frames are merged, the later fields over the
	 * earlier ones; none is held back beyond the next `yieldTurn`, and all arrive before the result.
	 */
	progress(event: P, transfer?: Transferable[]): void;
	/** Sends an event that is a result of its own: at once, never merged, before any later snapshot. */
	deliver(event: P, transfer?: Transferable[]): void;
	/** Kept by the page, so that it outlives the worker. Must be structured-cloneable. */
	snapshot(state: S): void;
	/**
	 * Called between steps: serves waiting short jobs, waits while paused,
	 * throws AbortError when cancelled.
	 */
	yieldTurn(): Promise<void>;
	/**
	 * A verified, cached model (one download for all jobs). Short jobs are served while it loads.
	 * Names beginning with `own:` are networks that the visitor brought.
	 */
	model(name: string, onProgress?: (event: LoadProgress) => void): Promise<LoadedModel>;
	/**
	 * A value with tensors that stays on the device between jobs, weights mostly, made once for its key.
	 * `create` runs in a tidy of its own; the tensors in what it returns (a tensor, or plain objects and
	 * arrays of them) are kept, do not count as leaked, and are disposed when the least recently used
	 * values outgrow the budget. Never dispose them yourself, nor hold them after the job.
	 */
	resident<T extends object>(key: string, create: () => T): T;
}

export interface Job<Request, Progress, Result, Snapshot = unknown> {
	readonly priority: JobPriority;
	run(request: Request, ctx: JobContext<Progress, Snapshot>): Promise<Result>;
}

/** The worker's jobs by name; the page's client is typed by the same table. */
// biome-ignore lint/suspicious/noExplicitAny: a table of jobs with unlike types has no narrower bound
export type JobTable = Record<string, Job<any, any, any, any>>;

export type RequestOf<J> = J extends Job<infer R, infer _P, infer _T, infer _S> ? R : never;
export type ProgressOf<J> = J extends Job<infer _R, infer P, infer _T, infer _S> ? P : never;
export type ResultOf<J> = J extends Job<infer _R, infer _P, infer T, infer _S> ? T : never;

export interface RunOptions<P> {
	readonly signal?: AbortSignal;
	readonly onProgress?: (event: P) => void;
	/** Pauses between two steps while its value is true. */
	readonly pause?: PauseSwitch;
	/** Aborted to stop early and keep: the job ends by itself at its next step and gives a result. */
	readonly finish?: AbortSignal;
}

/** Page side: `set(true)` pauses the job that was given it, `set(false)` resumes. */
export interface PauseSwitch {
	readonly paused: boolean;
	set(paused: boolean): void;
	subscribe(listener: (paused: boolean) => void): () => void;
}

export interface MemoryReport {
	/** All tensors, resident ones included, and their bytes. */
	readonly tensors: number;
	readonly bytes: number;
	/** Of these, what `ctx.resident` keeps between jobs. Without a job running, the rest is 0. */
	readonly residentTensors: number;
	readonly residentBytes: number;
	/** Tensors that jobs which have ended left behind: 0, or a defect. */
	readonly leakedTensors: number;
	/** WASM: the heap, which never shrinks. WebGPU: buffers allocated, pooled ones included. CPU: same as `bytes`. */
	readonly deviceBytes: number;
	/** Largest `bytes` since memory() was last asked. */
	readonly peakBytes: number;
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
		options?: RunOptions<ProgressOf<T[K]>>,
	): Promise<ResultOf<T[K]>>;
	/** Starts the worker if it is not running and tells its backend. */
	start(): Promise<BackendReport>;
	readonly status: EngineStatus;
	subscribe(listener: (status: EngineStatus) => void): () => void;
	/**
	 * Downloads the files of models into the browser's cache, beside whatever job runs. A job that needs one of them
	 * joins the download.
	 *
	 * @throws AtelierError as loading a model does; AbortError when the signal was aborted
	 */
	download(names: readonly string[], options?: DownloadOptions): Promise<void>;
	/** What the worker holds just now: for tests, the bench and the hood. */
	memory(): Promise<MemoryReport>;
	/** Things to say to the visitor that stop no job, such as storage refused. */
	onNotice(listener: (notice: AtelierError) => void): () => void;
	/** Tests only: destroys the GPU device or throws the worker away, as a crash would. */
	simulateLoss(kind: 'device' | 'worker'): Promise<void>;
	dispose(): void;
}
