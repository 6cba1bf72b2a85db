/**
 * Who holds the floor. One job computes at a time, because all share one device and one stack of tensor
 * scopes. A long job gives short ones the floor at each of its turns, and while it waits for a download;
 * long jobs follow one another.
 */
import { abortError, throwIfAborted } from '../../models/errors';
import { deferred } from '../deferred';
import type { JobPriority } from '../protocol';

/** What a running job may ask of the queue. */
export interface Floor {
	/** Between two steps: serves short jobs, waits while paused, throws AbortError when cancelled. */
	yieldTurn(): Promise<void>;
	/** Waits for something that needs no device, and serves short jobs meanwhile. */
	during<T>(wait: Promise<T>): Promise<T>;
}

export interface QueueEntry<T> {
	readonly priority: JobPriority;
	readonly signal: AbortSignal;
	readonly paused?: boolean;
	run(floor: Floor): Promise<T>;
}

export interface Ticket<T> {
	/** AbortError when cancelled, at once while it waits, else within one step. */
	readonly done: Promise<T>;
	/** Takes hold at the job's next turn. Short jobs do not pause. */
	pause(paused: boolean): void;
}

export interface JobQueue {
	submit<T>(entry: QueueEntry<T>): Ticket<T>;
	/** Jobs that wait or run. */
	readonly size: number;
}

interface Waiting {
	readonly start: () => Promise<void>;
}

/**
 * @param breathe resolves once messages that have arrived were handled: a cancellation or a new job that
 *   reached the worker during a step must be seen at the turn after it
 */
export function createQueue(breathe: () => Promise<void>): JobQueue {
	const waiting: Record<JobPriority, Waiting[]> = { short: [], long: [] };
	let size = 0;
	let pumping = false;
	let wake = deferred<void>();

	/** Lets a long job that waits at its turn look around again. */
	const stir = () => {
		wake.resolve();
		wake = deferred();
	};

	/** One that came while the last short job was ending has stirred already: it must not be waited for. */
	const nextStir = () => (waiting.short.length > 0 ? Promise.resolve() : wake.promise);

	async function serveShort(): Promise<void> {
		for (let next = waiting.short.shift(); next; next = waiting.short.shift()) await next.start();
	}

	async function pump(): Promise<void> {
		if (pumping) return;
		pumping = true;
		for (;;) {
			const next = waiting.short.shift() ?? waiting.long.shift();
			if (!next) break;
			await next.start();
		}
		pumping = false;
	}

	const shortFloor = (signal: AbortSignal): Floor => ({
		async yieldTurn() {
			await breathe();
			throwIfAborted(signal);
		},
		during: (wait) => wait,
	});

	const longFloor = (signal: AbortSignal, isPaused: () => boolean): Floor => ({
		async yieldTurn() {
			await breathe();
			for (;;) {
				throwIfAborted(signal);
				await serveShort();
				throwIfAborted(signal);
				if (!isPaused()) return;
				await nextStir();
			}
		},
		async during(wait) {
			let settled = false;
			const settle = () => {
				settled = true;
				stir();
			};
			wait.then(settle, settle);
			while (!settled) {
				await serveShort();
				if (!settled) await nextStir();
			}
			return wait;
		},
	});

	return {
		get size() {
			return size;
		},
		submit<T>({ priority, signal, run, paused: startPaused = false }: QueueEntry<T>): Ticket<T> {
			const done = deferred<T>();
			let paused = startPaused;
			size++;
			const line = waiting[priority];
			const entry: Waiting = {
				async start() {
					signal.removeEventListener('abort', leave);
					signal.addEventListener('abort', stir);
					try {
						throwIfAborted(signal);
						const floor = priority === 'long' ? longFloor(signal, () => paused) : shortFloor(signal);
						const result = await run(floor);
						throwIfAborted(signal);
						done.resolve(result);
					} catch (error) {
						done.reject(error);
					} finally {
						signal.removeEventListener('abort', stir);
						size--;
					}
				},
			};
			const leave = () => {
				const place = line.indexOf(entry);
				if (place < 0) return;
				line.splice(place, 1);
				size--;
				done.reject(abortError());
			};
			line.push(entry);
			if (signal.aborted) leave();
			else signal.addEventListener('abort', leave, { once: true });
			stir();
			void pump();
			return {
				done: done.promise,
				pause(value) {
					paused = value;
					stir();
				},
			};
		},
	};
}

/**
 * Lets the worker's event loop handle the messages that have arrived. A message to oneself queues behind
 * them; a timer would wait for at least 4 ms once nested.
 */
export function messageBreath(): () => Promise<void> {
	const { port1, port2 } = new MessageChannel();
	const resolvers: (() => void)[] = [];
	port1.onmessage = () => resolvers.shift()?.();
	return () =>
		new Promise((resolve) => {
			resolvers.push(resolve);
			port2.postMessage(null);
		});
}
