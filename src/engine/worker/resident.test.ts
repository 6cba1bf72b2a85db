import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createResidentStore, tensorsIn } from './resident';
import { inScope, type ScopeCount, watchPeak } from './scope';

beforeAll(async () => {
	await tf.setBackend('cpu');
});

const job = {};
const kilobyte = () => tf.zeros([256]);

describe('tensorsIn', () => {
	it('finds tensors in objects, arrays and maps, each once, through cycles', () => {
		const [a, b, c] = [kilobyte(), kilobyte(), kilobyte()];
		const value: Record<string, unknown> = {
			a,
			list: [b, { a }],
			map: new Map([['c', c]]),
			data: new Float32Array(9),
			n: null,
		};
		value.self = value;
		expect(tensorsIn(value)).toEqual(new Set([a, b, c]));
		expect(tensorsIn(a)).toEqual(new Set([a]));
		tf.dispose([a, b, c]);
	});
});

describe('createResidentStore', () => {
	let baseline = 0;
	beforeEach(() => {
		baseline = tf.memory().numTensors;
	});

	it('makes a value once, keeps its tensors and disposes what was made on the way', () => {
		const store = createResidentStore(1e6);
		let made = 0;
		const create = () => {
			made++;
			return { weight: tf.add(kilobyte(), 1) };
		};
		const first = tf.tidy(() => store.get(job, 'w', create));
		expect(store.get(job, 'w', create)).toBe(first);
		expect(made).toBe(1);
		expect(first.weight.dataSync()[0]).toBe(1);
		expect([store.tensors, store.bytes]).toEqual([1, 1024]);
		expect(tf.memory().numTensors).toBe(baseline + 1);
		tf.dispose(first.weight);
	});

	it('drops the least recently used beyond the budget, but nothing in use', () => {
		const store = createResidentStore(2048);
		const [busy, done] = [{}, {}];
		const a = store.get(busy, 'a', kilobyte);
		const b = store.get(done, 'b', kilobyte);
		store.get(done, 'a', kilobyte);
		const c = store.get(done, 'c', kilobyte);
		expect(store.bytes).toBe(3072);
		store.release(done);
		expect([a.isDisposed, b.isDisposed, c.isDisposed]).toEqual([false, true, false]);
		const d = store.get(done, 'd', kilobyte);
		store.release(done);
		expect([a.isDisposed, c.isDisposed, d.isDisposed]).toEqual([false, true, false]);
		store.release(busy);
		expect(store.bytes).toBe(2048);
		tf.dispose([a, d]);
	});

	it('keeps nothing of a value that could not be made', () => {
		const store = createResidentStore(1e6);
		expect(() =>
			store.get(job, 'bad', () => {
				kilobyte();
				throw new Error('no weights');
			}),
		).toThrow('no weights');
		expect(store.tensors).toBe(0);
		expect(tf.memory().numTensors).toBe(baseline);
	});
});

describe('inScope', () => {
	const none = { tensors: 0, bytes: 0 };

	it('disposes what a job leaves, over awaits, and counts what it kept by force', async () => {
		const baseline = tf.memory().numTensors;
		let count: ScopeCount | undefined;
		let kept: tf.Tensor | undefined;
		await inScope(
			none,
			async () => {
				kilobyte();
				await Promise.resolve();
				kilobyte();
				kept = tf.keep(kilobyte());
			},
			(end) => {
				count = end;
			},
		);
		expect(count).toEqual({ leakedTensors: 1, leakedBytes: 1024 });
		tf.dispose(kept as tf.Tensor);
		expect(tf.memory().numTensors).toBe(baseline);
	});

	it('returns to the baseline after a failure in the middle of nested scopes', async () => {
		const baseline = tf.memory().numTensors;
		const scope = tf.engine().state.activeScope;
		let count: ScopeCount | undefined;
		const failing = inScope(
			none,
			async () => {
				tf.engine().startScope();
				kilobyte();
				throw new Error('midway');
			},
			(end) => {
				count = end;
			},
		);
		await expect(failing).rejects.toThrow('midway');
		expect(count?.leakedTensors).toBe(0);
		expect(tf.memory().numTensors).toBe(baseline);
		expect(tf.engine().state.activeScope).toBe(scope);
	});

	it('lets resident values come and go without calling them leaks', async () => {
		const store = createResidentStore(1024);
		const kept = store.get(job, 'old', kilobyte);
		store.release(job);
		let count: ScopeCount | undefined;
		await inScope(
			store,
			async () => {
				store.get(job, 'new', kilobyte);
			},
			(end) => {
				count = end;
			},
		);
		expect(kept.isDisposed).toBe(true);
		expect(count?.leakedTensors).toBe(0);
		const made = store.get(job, 'new', kilobyte);
		expect(made.isDisposed).toBe(false);
		tf.dispose(made);
	});
});

describe('watchPeak', () => {
	it('reports the peak of bytes, and resets it', () => {
		const peak = watchPeak();
		tf.tidy(() => {
			kilobyte();
			kilobyte();
		});
		expect(peak()).toBe(2048);
		expect(peak()).toBe(0);
	});

	it('counts a buffer once, however many views there are of it', () => {
		const peak = watchPeak();
		tf.tidy(() => {
			tf.reshape(kilobyte(), [16, 16]).clone();
		});
		expect(peak()).toBe(1024);
	});
});
