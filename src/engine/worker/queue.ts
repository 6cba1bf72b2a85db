/**
 * The worker's job queue. One job computes at a time, because all share one device and one stack of tensor scopes. At each
 * `yieldTurn`, and while it waits for a download, a job lets those of the priorities before its own run; jobs of the same
 * priority follow one another.
 */
import { abortError, throwIfAborted } from '../../models/errors';
import { deferred } from '../deferred';
import type { JobPriority } from '../protocol';

/** The queue as a running job sees it. */
export interface Scheduler {
	/** Called between two steps: runs shorter jobs, waits while paused, throws AbortError when cancelled. */
	yieldTurn(): Promise<void>;
	/** Waits for something that does not need the device, and runs shorter jobs meanwhile. */
	during<T>(wait: Promise<T>): Promise<T>;
}

export interface QueueEntry<T> {
	readonly priority: JobPriority;
	readonly signal: AbortSignal;
	readonly paused?: boolean;
	run(scheduler: Scheduler): Promise<T>;
}

export interface Ticket<T> {
	/** The result. Rejects with AbortError when cancelled: immediately if the job is waiting, else within one step. */
	readonly done: Promise<T>;
	/** Takes effect at the job's next `yieldTurn`. Only long jobs pause: others would hold up those that they run within. */
	pause(paused: boolean): void;
}

export interface JobQueue {
	submit<T>(entry: QueueEntry<T>): Ticket<T>;
	/** Number of jobs that wait or run. */
	readonly size: number;
}

/** The priorities in the order in which they are served. */
const order: readonly JobPriority[] = ['short', 'streaming', 'long'];

interface Waiting {
	readonly start: () => Promise<void>;
}

/**
 * Creates a queue.
 * @param drainMessages resolves once all messages received so far were handled: a cancellation or a new job that arrived
 *   during a step must take effect at the `yieldTurn` after it
 */
export function createQueue(drainMessages: () => Promise<void>): JobQueue {
	const waiting: Record<JobPriority, Waiting[]> = { short: [], streaming: [], long: [] };
	let size = 0;
	let pumping = false;
	let wake = deferred<void>();

	/** Makes a job that waits in `yieldTurn` or `during` check the queue again. */
	const wakeUp = () => {
		wake.resolve();
		wake = deferred();
	};

	/** Takes the job that comes first among those of the given priorities. */
	const take = (priorities: readonly JobPriority[]): Waiting | undefined =>
		priorities
			.map((one) => waiting[one])
			.find((line) => line.length > 0)
			?.shift();

	/** Waits for the next `wakeUp`, unless a job arrived while the last one was ending. */
	const nextWakeUp = (priorities: readonly JobPriority[]) =>
		priorities.some((one) => waiting[one].length > 0) ? Promise.resolve() : wake.promise;

	/** Runs the jobs that wait in the lines of the given priorities. */
	async function serve(priorities: readonly JobPriority[]): Promise<void> {
		for (let next = take(priorities); next; next = take(priorities)) await next.start();
	}

	async function pump(): Promise<void> {
		if (pumping) return;
		pumping = true;
		await serve(order);
		pumping = false;
	}

	/** @param shorter the priorities that a job makes way for */
	const schedulerOf = (shorter: readonly JobPriority[], signal: AbortSignal, isPaused: () => boolean): Scheduler => ({
		async yieldTurn() {
			await drainMessages();
			for (;;) {
				throwIfAborted(signal);
				await serve(shorter);
				throwIfAborted(signal);
				if (!isPaused()) return;
				await nextWakeUp(shorter);
			}
		},
		async during(wait) {
			let settled = false;
			const settle = () => {
				settled = true;
				wakeUp();
			};
			wait.then(settle, settle);
			while (!settled) {
				await serve(shorter);
				if (!settled) await nextWakeUp(shorter);
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
					signal.addEventListener('abort', wakeUp);
					try {
						throwIfAborted(signal);
						const shorter = order.slice(0, order.indexOf(priority));
						const result = await run(schedulerOf(shorter, signal, () => paused && priority === 'long'));
						throwIfAborted(signal);
						done.resolve(result);
					} catch (error) {
						done.reject(error);
					} finally {
						signal.removeEventListener('abort', wakeUp);
						size--;
					}
				},
			};
			const leave = () => {
				const index = line.indexOf(entry);
				if (index < 0) return;
				line.splice(index, 1);
				size--;
				done.reject(abortError());
			};
			line.push(entry);
			if (signal.aborted) leave();
			else signal.addEventListener('abort', leave, { once: true });
			wakeUp();
			void pump();
			return {
				done: done.promise,
				pause(value) {
					paused = value;
					wakeUp();
				},
			};
		},
	};
}

/**
 * Creates a function that lets the event loop handle all messages received so far. It sends a message to itself, which
 * queues behind them; a nested timer would take at least 4 ms.
 */
export function createMessageDrain(): () => Promise<void> {
	const { port1, port2 } = new MessageChannel();
	const resolvers: (() => void)[] = [];
	port1.onmessage = () => resolvers.shift()?.();
	return () =>
		new Promise((resolve) => {
			resolvers.push(resolve);
			port2.postMessage(null);
		});
}
