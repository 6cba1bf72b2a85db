/**
 * The page's side of the engine: one worker, started when first needed. When it or its device dies, a new worker resumes
 * the jobs from their last snapshots.
 */
import './shared/trustedTypes';
import { AtelierError, abortError, fromWire, throwIfAborted } from '../models/errors';
import { type Deferred, deferred } from './deferred';
import type { BackendName, Engine, EngineStatus, JobReport, JobTable, RunOptions } from './protocol';
import type { Session, SessionOptions } from './session';
import type { JobCall, Outcome, WorkerEvent } from './wire';

export interface EngineOptions {
	/** Creates a worker; called again after a loss. */
	spawn(): Worker;
	/** From `?backend=`. */
	readonly backend?: BackendName | undefined;
	/** Default: `models/` next to the page. */
	readonly modelsUrl?: string;
	/** Milliseconds that a cancelled job may take to stop before its worker is terminated. Default 20,000. */
	readonly stopTimeout?: number;
	readonly locks?: LockManager | undefined;
}

interface Pending {
	readonly id: number;
	readonly name: string;
	readonly request: unknown;
	readonly options: RunOptions<unknown>;
	readonly done: Deferred<unknown>;
	/** The worker that runs it; undefined while the engine starts or recovers. */
	session?: Session | undefined;
	snapshot?: { readonly from: unknown };
	losses: number;
	cancelled: boolean;
	begun?: number | undefined;
	event?: unknown;
}

/** Losses that a job survives: one that kills its worker a third time would always do so. */
const maxLosses = 2;

export function createEngine<T extends JobTable>(options: EngineOptions): Engine<T> {
	const { stopTimeout = 20_000, locks = globalThis.navigator?.locks } = options;
	const jobs = new Map<number, Pending>();
	/** Progress listeners of downloads, by the download's number. */
	const downloads = new Map<number, (loaded: number, total: number) => void>();
	const statusListeners = new Set<(status: EngineStatus) => void>();
	const noticeListeners = new Set<(notice: AtelierError) => void>();
	let session: Session | undefined;
	let status: EngineStatus = { state: 'idle' };
	const jobListeners = new Set<(jobs: readonly JobReport[]) => void>();
	let reports: readonly JobReport[] = [];
	let lastId = 0;
	let begunCount = 0;
	let disposed = false;

	function setStatus(next: EngineStatus): void {
		status = next;
		for (const listener of [...statusListeners]) listener(status);
	}

	function reportJobs(): void {
		reports = [...jobs.values()].map(({ id, name, begun, event, options: { pause } }) => ({
			...{ id, name },
			...(pause?.paused ? { paused: true } : {}),
			...(begun === undefined ? {} : { begun }),
			...(event === undefined ? {} : { event }),
		}));
		for (const listener of [...jobListeners]) listener(reports);
	}

	const isCancelled = (job: Pending): boolean => job.cancelled || job.options.signal?.aborted === true;

	/** Returns the running worker, or starts one. Rejects when it does not start; the next call then tries again. */
	async function ensure(): Promise<Session> {
		// Loaded with the first job, because the first screen needs none of it.
		const { openSession } = await import('./session');
		if (disposed) throw new AtelierError('engine-closed', 'The studio was closed. Reload the page.');
		session ??= open(openSession);
		const current = session;
		await current.ready;
		return current;
	}

	function open(openSession: (options: SessionOptions) => Session): Session {
		const opened = openSession({
			spawn: options.spawn,
			backend: options.backend,
			modelsUrl: options.modelsUrl ?? new URL('models/', document.baseURI).href,
			onEvent,
			onDeath: (error) => recover(error),
			locks,
		});
		if (status.state !== 'recovering') setStatus({ state: 'starting' });
		opened.ready.then(
			(backend) => {
				if (session === opened) setStatus({ state: 'ready', backend });
			},
			() => {
				if (session !== opened) return;
				session = undefined;
				setStatus({ state: 'idle' });
			},
		);
		return opened;
	}

	function onEvent(event: WorkerEvent): void {
		if (event.type === 'notice') {
			for (const listener of [...noticeListeners]) listener(fromWire(event.notice) as AtelierError);
		} else if (event.type !== 'lost') {
			if (event.type === 'progress') downloads.get(event.id)?.(...(event.event as [number, number]));
			const job = jobs.get(event.id);
			if (!job || isCancelled(job)) return;
			if (event.type === 'snapshot') {
				job.snapshot = { from: event.state };
				job.options.onSnapshot?.(event.state);
				return;
			}
			if (event.type === 'begun') job.begun = begunCount++;
			else {
				job.event = event.event;
				job.options.onProgress?.(event.event);
			}
			reportJobs();
		}
	}

	/** Resumes the jobs in a new worker after the last one died, except those with too many losses. */
	function recover(error: AtelierError): void {
		session = undefined;
		for (const job of jobs.values()) {
			if (isCancelled(job)) settle(job, (done) => done.reject(abortError()));
			else if (job.session && ++job.losses > maxLosses) settle(job, (done) => done.reject(error));
		}
		if (jobs.size === 0) {
			setStatus({ state: 'idle' });
			return;
		}
		setStatus({ state: 'recovering', why: error.message });
		for (const job of jobs.values()) {
			job.session = undefined;
			job.begun = undefined;
			void dispatch(job);
		}
		reportJobs();
	}

	function settle(job: Pending, end: (done: Deferred<unknown>) => void): void {
		if (!jobs.delete(job.id)) return;
		end(job.done);
		reportJobs();
	}

	async function dispatch(job: Pending): Promise<void> {
		try {
			const current = await ensure();
			// If the worker died meanwhile, `recover` has dispatched its jobs again.
			if (!jobs.has(job.id) || job.session || current.ended) return;
			job.session = current;
			const call: JobCall = {
				id: job.id,
				name: job.name,
				request: job.request,
				paused: job.options.pause?.paused ?? false,
				finishing: job.options.finish?.aborted ?? false,
				...(job.snapshot ? { resume: job.snapshot } : {}),
			};
			const outcome = await current.remote.run(call);
			if (job.session === current) conclude(job, current, outcome);
		} catch (error) {
			settle(job, (done) => done.reject(error));
		}
	}

	function conclude(job: Pending, current: Session, outcome: Outcome<unknown>): void {
		if (outcome.ok) {
			settle(job, (done) => done.resolve(outcome.value));
			return;
		}
		const error = fromWire(outcome.error);
		if (error instanceof AtelierError && error.code === 'device-lost') {
			current.fail(error);
			return;
		}
		settle(job, (done) => done.reject(error));
		// Only a new worker frees the memory: the WASM heap never shrinks, and failed GPU buffers stay pooled.
		if (error instanceof AtelierError && error.code === 'out-of-memory') current.fail(error);
	}

	function cancel(job: Pending): void {
		if (job.cancelled) return;
		job.cancelled = true;
		const { session: holder } = job;
		if (!holder) {
			settle(job, (done) => done.reject(abortError()));
			return;
		}
		void holder.remote.cancel(job.id);
		const timer = setTimeout(() => {
			holder.fail(new AtelierError('worker-died', 'A step took too long to stop, so the worker was restarted.'));
		}, stopTimeout);
		job.done.promise.then(
			() => clearTimeout(timer),
			() => clearTimeout(timer),
		);
	}

	/** Forwards abort, finish and pause to the worker. @returns a function that stops forwarding */
	function follow(job: Pending): () => void {
		const { signal, finish, pause } = job.options;
		const onAbort = () => cancel(job);
		const onFinish = () => void job.session?.remote.finish(job.id);
		signal?.addEventListener('abort', onAbort, { once: true });
		finish?.addEventListener('abort', onFinish, { once: true });
		const unsubscribe = pause?.subscribe((paused) => {
			void job.session?.remote.pause(job.id, paused);
			reportJobs();
		});
		return () => {
			signal?.removeEventListener('abort', onAbort);
			finish?.removeEventListener('abort', onFinish);
			unsubscribe?.();
		};
	}

	const engine: Engine<JobTable> = {
		get status() {
			return status;
		},
		get jobs() {
			return reports;
		},
		onJobs(listener) {
			jobListeners.add(listener);
			return () => jobListeners.delete(listener);
		},
		cancel(id) {
			const job = jobs.get(id);
			if (job) cancel(job);
		},
		async run(name, request, runOptions = {}) {
			throwIfAborted(runOptions.signal);
			const { resumeFrom } = runOptions;
			const job: Pending = {
				...{ id: ++lastId, name, request, options: runOptions, done: deferred(), losses: 0, cancelled: false },
				...(resumeFrom === undefined ? {} : { snapshot: { from: resumeFrom } }),
			};
			jobs.set(job.id, job);
			reportJobs();
			const unfollow = follow(job);
			void dispatch(job);
			return job.done.promise.finally(unfollow);
		},
		async start() {
			return (await ensure()).ready;
		},
		async download(names, { signal, onBytes } = {}) {
			throwIfAborted(signal);
			const current = await ensure();
			throwIfAborted(signal);
			const id = ++lastId;
			if (onBytes) downloads.set(id, (loaded, total) => !signal?.aborted && onBytes(loaded, total));
			const stop = () => void current.remote.cancel(id);
			signal?.addEventListener('abort', stop, { once: true });
			try {
				const outcome = await current.alive(current.remote.download(id, names) as Promise<Outcome<void>>);
				if (!outcome.ok) throw fromWire(outcome.error);
			} finally {
				signal?.removeEventListener('abort', stop);
				downloads.delete(id);
			}
		},
		subscribe(listener) {
			statusListeners.add(listener);
			return () => statusListeners.delete(listener);
		},
		onNotice(listener) {
			noticeListeners.add(listener);
			return () => noticeListeners.delete(listener);
		},
		async memory() {
			const current = await ensure();
			return current.alive(current.remote.memory());
		},
		async simulateLoss(kind) {
			const current = await ensure();
			const { name } = await current.ready;
			if (kind === 'device' && name !== 'webgpu') {
				throw new AtelierError(
					'backend-unavailable',
					`The ${name} backend has no device to lose. Use ?backend=webgpu.`,
				);
			}
			void current.remote.lose(kind);
		},
		dispose() {
			disposed = true;
			session?.close();
			session = undefined;
			const closed = new AtelierError('engine-closed', 'The studio was closed. Reload the page.');
			for (const job of [...jobs.values()]) settle(job, (done) => done.reject(closed));
			setStatus({ state: 'idle' });
		},
	};
	return engine as unknown as Engine<T>;
}
