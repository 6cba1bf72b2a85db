/** The life of one worker, from its start to its end, planned or not. */
import { type Remote, wrap } from 'comlink';
import { AtelierError, fromWire } from '../models/errors';
import { deferred } from './deferred';
import type { BackendName, BackendReport } from './protocol';
import { isEnvelope, type Outcome, type WorkerApi, type WorkerEvent } from './wire';

export interface SessionOptions {
	spawn(): Worker;
	readonly backend: BackendName | undefined;
	readonly modelsUrl: string;
	onEvent(event: WorkerEvent): void;
	/** Called once, unless the page closed the session. The worker has been terminated by then. */
	onDeath(error: AtelierError): void;
	readonly locks: LockManager | undefined;
}

export interface Session {
	readonly remote: Remote<WorkerApi>;
	/** Resolves with the backend; rejects with the reason when the worker does not start. */
	readonly ready: Promise<BackendReport>;
	readonly ended: boolean;
	/** Waits for a call's answer, and rejects when the worker dies before: comlink would wait for ever. */
	alive<T>(answer: Promise<T>): Promise<T>;
	/** Ends the worker with an error that its jobs receive. */
	fail(error: AtelierError): void;
	/** Ends the worker without an error. */
	close(): void;
}

let sessions = 0;

export function openSession(options: SessionOptions): Session {
	const worker = options.spawn();
	const remote = wrap<WorkerApi>(worker);
	const lifeLock = `atelier-worker-${Date.now()}-${sessions++}`;
	const waitForLock = new AbortController();
	const died = deferred<never>();
	// Nobody waits here when a session dies after its start.
	died.promise.catch(() => undefined);
	let ended = false;
	let isReady = false;

	function close(): void {
		if (ended) return;
		ended = true;
		waitForLock.abort();
		worker.terminate();
		died.reject(new AtelierError('engine-closed', 'The studio was closed. Reload the page.'));
	}

	function fail(error: AtelierError): void {
		if (ended) return;
		died.reject(error);
		close();
		if (isReady) options.onDeath(error);
	}

	const death = (cause?: string) =>
		isReady
			? new AtelierError(
					'worker-died',
					'The studio’s worker stopped unexpectedly. Start again, or choose a smaller size.',
					{ cause },
				)
			: new AtelierError('worker-failed', 'The studio’s worker did not start. Reload the page.', { cause });

	// An uncaught exception leaves the worker in an unknown state, so it counts as dead.
	worker.addEventListener('error', (event) => {
		fail(death(event.message));
	});
	worker.addEventListener('messageerror', () => fail(death('a message could not be read')));
	worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
		if (ended || !isEnvelope(data)) return;
		if (data.atelier.type === 'lost') fail(fromWire(data.atelier.error) as AtelierError);
		else options.onEvent(data.atelier);
	});

	const alive = <T>(answer: Promise<T>): Promise<T> => Promise.race([answer, died.promise]);

	async function start(): Promise<BackendReport> {
		const { backend, modelsUrl } = options;
		const outcome = await alive<Outcome<BackendReport>>(remote.start({ backend, modelsUrl, lifeLock }));
		if (!outcome.ok) {
			close();
			throw fromWire(outcome.error);
		}
		isReady = true;
		// The worker holds the lock while it lives: acquiring it means that the worker is gone, even if silently.
		options.locks
			?.request(lifeLock, { signal: waitForLock.signal }, () => fail(death('it ended without a message')))
			.catch(() => undefined);
		return outcome.value;
	}

	return {
		remote,
		ready: start(),
		alive,
		get ended() {
			return ended;
		},
		fail,
		close,
	};
}
