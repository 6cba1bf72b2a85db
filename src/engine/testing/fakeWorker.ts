/** For tests of the page's side of the engine. */
import { expose } from 'comlink';
import { expect } from 'vitest';
import { toWire } from '../../models/errors';
import { type Deferred, deferred } from '../deferred';
import type { JobCall, Outcome, StartSettings, WorkerApi, WorkerEvent } from '../wire';

/** A worker made of a message port; the test answers its calls. */
export class FakeWorker extends EventTarget {
	readonly calls: JobCall[] = [];
	readonly log: string[] = [];
	terminated = false;
	settings: StartSettings | undefined;
	readonly #answers = new Map<number, Deferred<Outcome<unknown>>>();
	readonly #channel = new MessageChannel();

	constructor(starting: Promise<Outcome<{ name: 'wasm'; reason: string }>>) {
		super();
		const api: WorkerApi = {
			start: (settings) => {
				this.settings = settings;
				return starting;
			},
			run: (call) => {
				const answer = deferred<Outcome<unknown>>();
				this.calls.push(call);
				this.#answers.set(call.id, answer);
				return answer.promise;
			},
			download: (id, names) => {
				const answer = deferred<Outcome<unknown>>();
				this.log.push(`download ${id} ${names}`);
				this.#answers.set(id, answer);
				return answer.promise as Promise<Outcome<void>>;
			},
			cancel: (id) => {
				this.log.push(`cancel ${id}`);
			},
			finish: (id) => {
				this.log.push(`finish ${id}`);
			},
			pause: (id, paused) => {
				this.log.push(`pause ${id} ${paused}`);
			},
			memory: () => ({
				tensors: 3,
				bytes: 12,
				residentTensors: 0,
				residentBytes: 0,
				leakedTensors: 0,
				deviceBytes: 0,
				peakBytes: 0,
			}),
			lose: (kind) => {
				this.log.push(`lose ${kind}`);
			},
		};
		expose(api, this.#channel.port2 as never);
		this.#channel.port1.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
	}
	postMessage(message: unknown): void {
		this.#channel.port1.postMessage(message);
	}
	terminate(): void {
		this.terminated = true;
		this.close();
	}
	close(): void {
		this.#channel.port1.close();
	}
	emit(event: WorkerEvent): void {
		this.#channel.port2.postMessage({ atelier: event });
	}
	/** Answers the last call (or the one given) with a value or an error. */
	answer(value: unknown, call = this.calls.at(-1)): void {
		const outcome: Outcome<unknown> =
			value instanceof Error ? { ok: false, error: toWire(value) } : { ok: true, value };
		this.#answers.get(call?.id ?? -1)?.resolve(outcome);
	}
	crash(): void {
		this.dispatchEvent(Object.assign(new Event('error'), { message: 'boom' }));
	}
	async called(count: number): Promise<JobCall> {
		await expect.poll(() => this.calls.length).toBe(count);
		return this.calls[count - 1] as JobCall;
	}
}
