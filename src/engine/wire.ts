/**
 * What crosses between page and worker. Calls go through comlink; events are plain messages on the same
 * port, so that they keep their order with the results. Errors cross as data, because comlink drops codes.
 */
import type { WireError } from '../models/errors';
import type { BackendName, BackendReport, MemoryReport } from './protocol';

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError };

export interface StartSettings {
	/** `?backend=`: takes this one or fails. */
	readonly backend?: BackendName | undefined;
	/** Folder of the models' index.json, with a slash at its end. */
	readonly modelsUrl: string;
	/** Held by the worker as a Web Lock for as long as it lives. */
	readonly lifeLock: string;
}

export interface JobCall {
	/** The page's number for this request; unique for the page's life. */
	readonly id: number;
	readonly name: string;
	readonly request: unknown;
	readonly paused: boolean;
	readonly finishing: boolean;
	/** Present only when the job goes on from a snapshot after a loss. */
	readonly resume?: { readonly from: unknown };
}

export type LossKind = 'device' | 'worker';

/** The worker's methods, seen from the page through comlink. */
export interface WorkerApi {
	start(settings: StartSettings): Promise<Outcome<BackendReport>>;
	run(call: JobCall): Promise<Outcome<unknown>>;
	/** Ends with an error when it is cancelled by its id, as a job is. Progress is posted as a job's, as [loaded, total]. */
	download(id: number, names: readonly string[]): Promise<Outcome<void>>;
	cancel(id: number): void;
	finish(id: number): void;
	pause(id: number, paused: boolean): void;
	memory(): MemoryReport;
	lose(kind: LossKind): void;
}

export type WorkerEvent =
	| { readonly type: 'progress'; readonly id: number; readonly event: unknown }
	| { readonly type: 'snapshot'; readonly id: number; readonly state: unknown }
	| { readonly type: 'notice'; readonly notice: WireError }
	/** The device is gone: nothing more comes from this worker that could be trusted. */
	| { readonly type: 'lost'; readonly error: WireError };

/** Comlink ignores messages without an `id` of its own; ours lie under this key. */
export interface Envelope {
	readonly atelier: WorkerEvent;
}

export function isEnvelope(data: unknown): data is Envelope {
	return typeof data === 'object' && data !== null && 'atelier' in data;
}
