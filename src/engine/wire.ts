/**
 * Messages between page and worker. Calls go through comlink; events are plain messages on the same port, so that they
 * keep their order relative to results. Errors are sent as data, because comlink drops their codes.
 */
import type { WireError } from '../models/errors';
import type { BackendName, BackendReport, MemoryReport } from './protocol';

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError };

export interface StartSettings {
	/** From `?backend=`: the only backend to try. */
	readonly backend?: BackendName | undefined;
	/** URL of the folder with the models' index.json, ending in a slash. */
	readonly modelsUrl: string;
	/** Name of a Web Lock that the worker holds as long as it lives. */
	readonly lifeLock: string;
}

export interface JobCall {
	/** The request's number, unique within the page. */
	readonly id: number;
	readonly name: string;
	readonly request: unknown;
	readonly paused: boolean;
	readonly finishing: boolean;
	/** Present only when the job resumes from a snapshot after a loss. */
	readonly resume?: { readonly from: unknown };
}

export type LossKind = 'device' | 'worker';

/** The worker's methods, which the page calls through comlink. */
export interface WorkerApi {
	start(settings: StartSettings): Promise<Outcome<BackendReport>>;
	run(call: JobCall): Promise<Outcome<unknown>>;
	/** Downloads models. Progress events are [loaded, total]; `cancel(id)` stops it with an error, as it does a job. */
	download(id: number, names: readonly string[]): Promise<Outcome<void>>;
	cancel(id: number): void;
	finish(id: number): void;
	pause(id: number, paused: boolean): void;
	memory(): MemoryReport;
	lose(kind: LossKind): void;
}

export type WorkerEvent =
	| { readonly type: 'progress'; readonly id: number; readonly event: unknown }
	/** The job has left the queue. */
	| { readonly type: 'begun'; readonly id: number }
	| { readonly type: 'snapshot'; readonly id: number; readonly state: unknown }
	| { readonly type: 'notice'; readonly notice: WireError }
	/** The device is lost: nothing that this worker sends after it can be trusted. */
	| { readonly type: 'lost'; readonly error: WireError };

/** Wraps an event under a key of ours; comlink ignores messages without its `id`. */
export interface Envelope {
	readonly atelier: WorkerEvent;
}

export function isEnvelope(data: unknown): data is Envelope {
	return typeof data === 'object' && data !== null && 'atelier' in data;
}
