/** The worker's side of the engine: receives calls from the page and runs the jobs. */
import '../shared/trustedTypes';
import * as tf from '@tensorflow/tfjs-core';
import { expose } from 'comlink';
import { createByteCache } from '../../models/cache';
import { AtelierError, isAbort, toWire } from '../../models/errors';
import { createModelLoader, type ModelLoader, type OwnModels } from '../../models/loader';
import type { JobContext, JobTable, MemoryReport } from '../protocol';
import type { Envelope, JobCall, Outcome, StartSettings, WorkerApi, WorkerEvent } from '../wire';
import { type Device, startBackend } from './backend';
import { deviceLost, outOfMemory } from './failures';
import { createThrottle } from './progress';
import { createMessageDrain, createQueue, type Scheduler, type Ticket } from './queue';
import { createResidentStore } from './resident';
import { inScope, watchPeak } from './scope';

export interface ServeOptions {
	/** Loads the visitor's own networks. */
	readonly ownModels?: OwnModels;
	/** Bytes of values kept on the device between jobs. Default 256 MB: a VGG-19 and Atelier's networks. */
	readonly residentBudget?: number;
}

interface Running {
	readonly controller: AbortController;
	ticket?: Ticket<unknown>;
	paused: boolean;
	finishing: boolean;
}

function post(event: WorkerEvent, transfer: Transferable[] = []): void {
	const envelope: Envelope = { atelier: event };
	self.postMessage(envelope, { transfer });
}

async function outcomeOf<T>(work: () => Promise<T>): Promise<Outcome<T>> {
	try {
		return { ok: true, value: await work() };
	} catch (error) {
		return { ok: false, error: toWire(error) };
	}
}

/**
 * Takes a lock that is held until the worker ends in whatever way: the page waits for it to detect a silent death.
 * Resolves once the lock is held, or at once where the browser has no locks.
 */
async function holdLifeLock(name: string): Promise<void> {
	await new Promise<void>((held) => {
		const hold = () => {
			held();
			return new Promise(() => {});
		};
		if (navigator.locks) navigator.locks.request(name, hold).catch(() => held());
		else held();
	});
}

/** Starts serving. Called once, by the worker's entry point; nothing expensive happens before the page's `start`. */
export function serve(jobs: JobTable, options: ServeOptions = {}): void {
	const queue = createQueue(createMessageDrain());
	const residents = createResidentStore(options.residentBudget ?? 256 * 2 ** 20);
	const running = new Map<number, Running>();
	let ready: Promise<{ device: Device; loader: ModelLoader; peak: () => number }> | undefined;
	let started: { device: Device; peak: () => number } | undefined;
	let leakedTensors = 0;

	async function start({ backend, modelsUrl, lifeLock }: StartSettings) {
		await holdLifeLock(lifeLock);
		const device = await startBackend(backend, (error) => post({ type: 'lost', error: toWire(error) }));
		const cache = createByteCache((notice) => post({ type: 'notice', notice: toWire(notice) }));
		const loader = createModelLoader({
			baseUrl: modelsUrl,
			cache,
			...(options.ownModels ? { own: options.ownModels } : {}),
		});
		started = { device, peak: watchPeak() };
		return { ...started, loader };
	}

	/** Runs work. A device error takes precedence over the job's own error or result, a cancellation over both. */
	async function checked<T>(device: Device, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
		try {
			const result = await work();
			const problem = await device.settle();
			if (problem) throw problem;
			return result;
		} catch (error) {
			if (signal.aborted || error instanceof AtelierError) throw error;
			const problem = await device.settle();
			if (problem) throw problem;
			// The page did not abort: reading from a lost device also rejects with an AbortError.
			if (isAbort(error)) throw deviceLost(error);
			// A kernel that cannot allocate traps, and leaves the heap unusable.
			if (error instanceof WebAssembly.RuntimeError) throw outOfMemory(error);
			throw error;
		}
	}

	function contextOf(call: JobCall, job: Running, scheduler: Scheduler, device: Device, loader: ModelLoader) {
		const { signal } = job.controller;
		const throttle = createThrottle((event, transfer) => post({ type: 'progress', id: call.id, event }, transfer));
		const context: JobContext<unknown, unknown> = {
			signal,
			backend: device.report,
			...(call.resume ? { resumeFrom: call.resume.from } : {}),
			get finishing() {
				return job.finishing;
			},
			progress: throttle.send,
			deliver: throttle.deliver,
			snapshot: (state) => post({ type: 'snapshot', id: call.id, state }),
			async yieldTurn() {
				throttle.flush(job.paused ? 'now' : 'due');
				await scheduler.yieldTurn();
				const problem = device.failure();
				if (problem) throw problem;
			},
			model: (name, onProgress) =>
				scheduler.during(loader.load(name, { signal, ...(onProgress ? { onProgress } : {}) })),
			resident: (key, create) => residents.get(job, key, create),
		};
		return { context, flush: () => throttle.flush('now') };
	}

	async function run(call: JobCall, job: Running): Promise<unknown> {
		const definition = Object.hasOwn(jobs, call.name) ? jobs[call.name] : undefined;
		if (!definition)
			throw new AtelierError('unknown-job', `The worker knows no job called "${call.name}". Reload the page.`);
		if (!ready)
			throw new AtelierError('internal', 'The worker was asked for a job before it was started. Reload the page.');
		const { device, loader } = await ready;
		const { signal } = job.controller;
		job.ticket = queue.submit({
			priority: definition.priority,
			signal,
			paused: job.paused,
			run: async (scheduler) => {
				post({ type: 'begun', id: call.id });
				const leakedBefore = leakedTensors;
				const { context, flush } = contextOf(call, job, scheduler, device, loader);
				try {
					return await inScope(
						residents,
						() => checked(device, signal, () => definition.run(call.request, context)),
						({ leakedTensors: left, leakedBytes }) => {
							// Shorter jobs that ran meanwhile have reported their own leaks.
							const own = left - (leakedTensors - leakedBefore);
							if (own > 0) console.error(`Job ${call.name} leaked ${own} tensors, ${leakedBytes} bytes.`);
							leakedTensors = leakedBefore + left;
						},
					);
				} finally {
					flush();
					residents.release(job);
					if (definition.priority !== 'short') device.trim();
				}
			},
		});
		return job.ticket.done;
	}

	function pause(job: Running, paused: boolean): void {
		job.paused = paused;
		job.ticket?.pause(paused);
	}

	const api: WorkerApi = {
		start: (settings) =>
			outcomeOf(async () => {
				ready ??= start(settings);
				return (await ready).device.report;
			}),
		run: (call) => {
			const job: Running = { controller: new AbortController(), paused: call.paused, finishing: call.finishing };
			running.set(call.id, job);
			return outcomeOf(() => run(call, job)).finally(() => running.delete(call.id));
		},
		download: (id, names) => {
			const job: Running = { controller: new AbortController(), paused: false, finishing: false };
			running.set(id, job);
			return outcomeOf(async () => {
				if (!ready) throw new AtelierError('internal', 'The worker was asked for files before it was started.');
				const { loader } = await ready;
				await loader.download(names, {
					signal: job.controller.signal,
					onBytes: (...event) => post({ type: 'progress', id, event }),
				});
			}).finally(() => running.delete(id));
		},
		cancel: (id) => running.get(id)?.controller.abort(),
		finish: (id) => {
			const job = running.get(id);
			if (!job) return;
			job.finishing = true;
			pause(job, false);
		},
		pause: (id, paused) => {
			const job = running.get(id);
			if (job && !job.finishing) pause(job, paused);
		},
		memory: (): MemoryReport => {
			const { numTensors, numBytes } = tf.memory();
			return {
				tensors: numTensors,
				bytes: numBytes,
				residentTensors: residents.tensors,
				residentBytes: residents.bytes,
				leakedTensors,
				deviceBytes: started?.device.bytes() ?? 0,
				peakBytes: started?.peak() ?? 0,
			};
		},
		lose: (kind) => {
			if (kind === 'worker') self.close();
			else started?.device.destroy?.();
		},
	};
	expose(api);
}
