/** The worker's side of the engine: takes calls from the page and runs a table of jobs. */
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
import { createQueue, type Floor, messageBreath, type Ticket } from './queue';
import { createResidentStore } from './resident';
import { inScope, watchPeak } from './scope';

export interface ServeOptions {
	/** Provider of networks that the visitor brought. */
	readonly ownModels?: OwnModels;
	/** Bytes of values kept on the device between jobs. Default 256 MB: a VGG-19 and the studio's own networks. */
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
 * Held until the worker ends in whatever way: the page waits for it, and so learns of a silent death.
 * Resolves once it is held, or at once where there are no locks.
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

/** Starts serving. Called once, by the worker's entry; nothing heavy happens before the page's `start`. */
export function serve(jobs: JobTable, options: ServeOptions = {}): void {
	const queue = createQueue(messageBreath());
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

	/** An error of the device outranks whatever the job made of its garbage; a cancellation outranks both. */
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
			// Not the page's doing: reading from a lost device rejects with an AbortError too.
			if (isAbort(error)) throw deviceLost(error);
			// A kernel that could not allocate ends in a trap, and leaves a heap that nobody should use again.
			if (error instanceof WebAssembly.RuntimeError) throw outOfMemory(error);
			throw error;
		}
	}

	function contextOf(call: JobCall, job: Running, floor: Floor, device: Device, loader: ModelLoader) {
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
				await floor.yieldTurn();
				const problem = device.failure();
				if (problem) throw problem;
			},
			model: (name, onProgress) => floor.during(loader.load(name, { signal, ...(onProgress ? { onProgress } : {}) })),
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
			run: async (floor) => {
				const leakedBefore = leakedTensors;
				const { context, flush } = contextOf(call, job, floor, device, loader);
				try {
					return await inScope(
						residents,
						() => checked(device, signal, () => definition.run(call.request, context)),
						({ leakedTensors: left, leakedBytes }) => {
							// Short jobs that were served meanwhile have told of their own.
							const own = left - (leakedTensors - leakedBefore);
							if (own > 0) console.error(`Job ${call.name} left ${own} tensors, ${leakedBytes} bytes.`);
							leakedTensors = leakedBefore + left;
						},
					);
				} finally {
					flush();
					residents.release(job);
					if (definition.priority === 'long') device.trim();
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
