import { afterEach, describe, expect, it } from 'vitest';
import { AtelierError, abortError, toWire } from '../models/errors';
import { createEngine } from './client';
import { createPauseSwitch } from './pause';
import type { Engine, EngineStatus, Job } from './protocol';
import { FakeWorker } from './testing/fakeWorker';
import { wantedBackend } from './wanted';
import type { JobCall, Outcome } from './wire';

type Jobs = { paint: Job<string, { type: string; step: number }, string, number>; search: Job<string, never, string> };

const engines: Engine<Jobs>[] = [];
afterEach(() => {
	for (const engine of engines.splice(0)) engine.dispose();
});

function setUp(
	options: { stopTimeout?: number; start?: (n: number) => Promise<Outcome<{ name: 'wasm'; reason: string }>> } = {},
) {
	const workers: FakeWorker[] = [];
	const good = async () => ({ ok: true, value: { name: 'wasm', reason: 'test' } }) as const;
	const engine = createEngine<Jobs>({
		spawn() {
			const worker = new FakeWorker((options.start ?? good)(workers.length));
			workers.push(worker);
			return worker as unknown as Worker;
		},
		modelsUrl: '/models/',
		locks: undefined,
		...(options.stopTimeout === undefined ? {} : { stopTimeout: options.stopTimeout }),
	});
	engines.push(engine);
	const states: string[] = [];
	engine.subscribe((status: EngineStatus) => states.push(status.state));
	const worker = async (n = 0) => {
		await expect.poll(() => workers.length).toBeGreaterThan(n);
		return workers[n] as FakeWorker;
	};
	return { engine, workers, worker, states };
}

describe('createEngine', () => {
	it('starts one worker when first asked, and reports its backend', async () => {
		const { engine, workers, states } = setUp();
		expect(workers.length).toBe(0);
		expect(engine.status).toEqual({ state: 'idle' });
		expect(await Promise.all([engine.start(), engine.start()])).toEqual([
			{ name: 'wasm', reason: 'test' },
			{ name: 'wasm', reason: 'test' },
		]);
		expect(workers.length).toBe(1);
		expect(states).toEqual(['starting', 'ready']);
		expect(await engine.memory()).toMatchObject({ tensors: 3, bytes: 12 });
	});

	it('lists its jobs: which wait, which have begun and in what order, and how far they are', async () => {
		const { engine, worker } = setUp();
		const names: string[][] = [];
		engine.onJobs((jobs) => names.push(jobs.map(({ name }) => name)));
		const painting = engine.run('paint', 'photo');
		const search = engine.run('search', 'a dog');
		const fake = await worker();
		await fake.called(2);
		const [first, second] = fake.calls as [JobCall, JobCall];
		for (const { id } of [first, second]) fake.emit({ type: 'begun', id });
		fake.emit({ type: 'progress', id: first.id, event: { type: 'step', step: 3 } });
		await engine.memory();
		expect(engine.jobs).toEqual([
			{ id: first.id, name: 'paint', begun: 0, event: { type: 'step', step: 3 } },
			{ id: second.id, name: 'search', begun: 1 },
		]);
		fake.answer('found', second);
		fake.answer('painting', first);
		await Promise.all([painting, search]);
		expect(engine.jobs).toEqual([]);
		expect(names.slice(0, 2)).toEqual([['paint'], ['paint', 'search']]);
	});

	it('cancels a job by its number, as its own signal would', async () => {
		const { engine, worker } = setUp();
		const painting = engine.run('paint', 'photo');
		const fake = await worker();
		const { id } = await fake.called(1);
		engine.cancel(id);
		engine.cancel(id);
		await expect.poll(() => fake.log).toEqual([`cancel ${id}`]);
		fake.answer(abortError());
		await expect(painting).rejects.toMatchObject({ name: 'AbortError' });
		expect(engine.jobs).toEqual([]);
	});

	it('gives progress in order and then the result', async () => {
		const { engine, worker } = setUp();
		const events: number[] = [];
		const result = engine.run('paint', 'photo', { onProgress: (event) => events.push(event.step) });
		const fake = await worker();
		const call = await fake.called(1);
		expect(call).toMatchObject({ name: 'paint', request: 'photo' });
		for (let step = 1; step <= 5; step++) fake.emit({ type: 'progress', id: call.id, event: { type: 'step', step } });
		fake.answer('painting');
		expect(await result).toBe('painting');
		expect(events).toEqual([1, 2, 3, 4, 5]);
		fake.emit({ type: 'progress', id: call.id, event: { type: 'step', step: 6 } });
		await engine.memory();
		expect(events.length).toBe(5);
	});

	it('keeps the answers to several requests apart', async () => {
		const { engine, worker } = setUp();
		const [a, b] = [engine.run('search', 'a'), engine.run('search', 'b')];
		const fake = await worker();
		await fake.called(2);
		const byRequest = (request: string) => fake.calls.find((call) => call.request === request);
		fake.answer('for b', byRequest('b'));
		fake.answer('for a', byRequest('a'));
		expect(await Promise.all([a, b])).toEqual(['for a', 'for b']);
	});

	it.each([
		['keeps the worker', new AtelierError('diverged', 'Lower the style weight.'), false],
		[
			'restarts it when out of memory, because nothing else gives the heap back',
			new AtelierError('out-of-memory', 'Choose a smaller size.'),
			true,
		],
	])('rejects with the worker’s error, and %s', async (_, { code, message }, isRestarted) => {
		const { engine, worker } = setUp();
		const result = engine.run('paint', 'x');
		const fake = await worker();
		await fake.called(1);
		fake.answer(new AtelierError(code, message));
		await expect(result).rejects.toMatchObject({ code, message });
		expect(fake.terminated).toBe(isRestarted);
	});

	it('asks the worker to stop, and rejects once it has', async () => {
		const { engine, worker } = setUp();
		const controller = new AbortController();
		let settled = false;
		const result = engine.run('paint', 'x', { signal: controller.signal });
		result
			.catch(() => undefined)
			.finally(() => {
				settled = true;
			});
		const fake = await worker();
		const call = await fake.called(1);
		controller.abort();
		await expect.poll(() => fake.log).toEqual([`cancel ${call.id}`]);
		await engine.memory();
		expect(settled).toBe(false);
		fake.answer(new DOMException('stopped', 'AbortError'));
		await expect(result).rejects.toMatchObject({ name: 'AbortError' });
		await expect(engine.run('paint', 'x', { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
	});

	it('ends a worker that does not stop, and resumes the other jobs', async () => {
		const { engine, worker } = setUp({ stopTimeout: 0 });
		const controller = new AbortController();
		const stuck = engine.run('paint', 'stuck', { signal: controller.signal });
		const other = engine.run('search', 'other');
		await (await worker()).called(2);
		controller.abort();
		await expect(stuck).rejects.toMatchObject({ name: 'AbortError' });
		const next = await worker(1);
		expect((await next.called(1)).request).toBe('other');
		next.answer('found');
		expect(await other).toBe('found');
	});

	it('passes pause, resume and finish on', async () => {
		const { engine, worker } = setUp();
		const pause = createPauseSwitch(true);
		const finish = new AbortController();
		const result = engine.run('paint', 'x', { pause, finish: finish.signal });
		const fake = await worker();
		const call = await fake.called(1);
		expect(call).toMatchObject({ paused: true, finishing: false });
		pause.set(false);
		pause.set(false);
		pause.set(true);
		finish.abort();
		await expect.poll(() => fake.log).toEqual([`pause ${call.id} false`, `pause ${call.id} true`, `finish ${call.id}`]);
		fake.answer('so far');
		expect(await result).toBe('so far');
		pause.set(false);
		await engine.memory();
		expect(fake.log.length).toBe(3);
	});

	const losses: [string, (fake: FakeWorker, call: JobCall) => void][] = [
		['an uncaught exception', (fake) => fake.crash()],
		['an unreadable message', (fake) => fake.dispatchEvent(new Event('messageerror'))],
		['a lost device', (fake) => fake.emit({ type: 'lost', error: toWire(new AtelierError('device-lost', 'Gone.')) })],
		['a job that met a lost device', (fake) => fake.answer(new AtelierError('device-lost', 'Gone.'))],
	];
	it('hands its snapshots to the page, and goes on from one of an earlier page', async () => {
		const { engine, worker } = setUp();
		const snapshots: number[] = [];
		const done = engine.run('paint', 'cat', { resumeFrom: 40, onSnapshot: (state) => snapshots.push(state) });
		const fake = await worker();
		const call = await fake.called(1);
		expect(call.resume).toEqual({ from: 40 });
		fake.emit({ type: 'snapshot', id: call.id, state: 60 });
		fake.answer('painting');
		expect(await done).toBe('painting');
		expect(snapshots).toEqual([60]);
	});

	it.each(losses)('goes on from the last snapshot after %s', async (_, lose) => {
		const { engine, worker, states } = setUp();
		const result = engine.run('paint', 'photo');
		const fake = await worker();
		const call = await fake.called(1);
		expect(call).not.toHaveProperty('resume');
		fake.emit({ type: 'snapshot', id: call.id, state: 20 });
		fake.emit({ type: 'snapshot', id: call.id, state: 40 });
		await engine.memory();
		lose(fake, call);
		const next = await worker(1);
		expect(await next.called(1)).toMatchObject({ name: 'paint', request: 'photo', resume: { from: 40 } });
		expect(fake.terminated).toBe(true);
		next.answer('painting');
		expect(await result).toBe('painting');
		expect(states).toEqual(['starting', 'ready', 'recovering', 'ready']);
	});

	it('gives up at the third loss of a job, with the code, and starts anew for the next job', async () => {
		const { engine, worker, workers, states } = setUp();
		const result = engine.run('paint', 'deadly');
		result.catch(() => undefined);
		for (let n = 0; n < 3; n++) {
			const fake = await worker(n);
			await fake.called(1);
			fake.crash();
		}
		await expect(result).rejects.toMatchObject({ code: 'worker-died' });
		expect(workers.length).toBe(3);
		expect(states.at(-1)).toBe('idle');
		const again = engine.run('search', 'x');
		const fresh = await worker(3);
		await fresh.called(1);
		fresh.answer('found');
		expect(await again).toBe('found');
	});

	it('reports why it could not start, and tries again on the next call', async () => {
		const bad = async () =>
			({ ok: false, error: toWire(new AtelierError('backend-unavailable', 'No WebGPU here.')) }) as const;
		const good = async () => ({ ok: true, value: { name: 'wasm', reason: 'test' } }) as const;
		const { engine, workers, states } = setUp({ start: (n) => (n === 0 ? bad() : good()) });
		await expect(engine.run('paint', 'x')).rejects.toMatchObject({ code: 'backend-unavailable' });
		expect(workers[0]?.terminated).toBe(true);
		expect(states).toEqual(['starting', 'idle']);
		expect(await engine.start()).toMatchObject({ name: 'wasm' });
	});

	it('says so when the worker’s script does not load', async () => {
		const { engine, worker } = setUp({ start: () => new Promise(() => {}) });
		const result = engine.run('paint', 'x');
		(await worker()).crash();
		await expect(result).rejects.toMatchObject({ code: 'worker-failed' });
	});

	it('rejects a memory request that the worker’s death cut off', async () => {
		const { engine, worker } = setUp();
		await engine.start();
		const fake = await worker();
		// Its answer never arrives.
		fake.close();
		const memory = engine.memory();
		await new Promise((resolve) => setImmediate(resolve));
		fake.crash();
		await expect(memory).rejects.toMatchObject({ code: 'worker-died' });
	});

	it('passes notices on, and refuses to lose a device that is not there', async () => {
		const { engine, worker } = setUp();
		const notices: string[] = [];
		engine.onNotice((notice) => notices.push(notice.code));
		await engine.start();
		(await worker()).emit({ type: 'notice', notice: toWire(new AtelierError('storage-refused', 'Not kept.')) });
		await expect.poll(() => notices).toEqual(['storage-refused']);
		await expect(engine.simulateLoss('device')).rejects.toMatchObject({ code: 'backend-unavailable' });
	});

	it('leaves no promise open when it is closed', async () => {
		const { engine, worker, workers } = setUp();
		const result = engine.run('paint', 'x');
		await (await worker()).called(1);
		engine.dispose();
		await expect(result).rejects.toMatchObject({ code: 'engine-closed' });
		await expect(engine.run('paint', 'x')).rejects.toMatchObject({ code: 'engine-closed' });
		expect(workers.map((fake) => fake.terminated)).toEqual([true]);
	});
});

describe('createPauseSwitch', () => {
	it('notifies its listeners of changes only, until they unsubscribe', () => {
		const pause = createPauseSwitch();
		const changes: boolean[] = [];
		const leave = pause.subscribe((paused) => changes.push(paused));
		pause.set(false);
		pause.set(true);
		pause.set(true);
		leave();
		pause.set(false);
		expect(changes).toEqual([true]);
		expect(pause.paused).toBe(false);
	});
});

describe('wantedBackend', () => {
	it.each([
		['?backend=wasm', 'wasm'],
		['?automation&backend=webgpu', 'webgpu'],
		['?backend=', undefined],
		['?backend=toString', undefined],
		['', undefined],
	])('%s', (query, expected) => {
		expect(wantedBackend(query)).toBe(expected);
	});

	it('downloads models while jobs run, reports progress, and can be stopped', async () => {
		const { engine, workers } = setUp();
		const events: [number, number][] = [];
		const stop = new AbortController();
		const done = engine.download(['perception', 'bank'], { signal: stop.signal, onBytes: (...e) => events.push(e) });
		await expect.poll(() => workers[0]?.log).toEqual(['download 1 perception,bank']);
		workers[0]?.emit({ type: 'progress', id: 1, event: [5, 9] });
		await expect.poll(() => events).toEqual([[5, 9]]);
		stop.abort();
		await expect.poll(() => workers[0]?.log).toContain('cancel 1');
		workers[0]?.answer(abortError(), { id: 1 } as JobCall);
		await expect(done).rejects.toMatchObject({ name: 'AbortError' });
	});

	it('rejects a download when its worker dies', async () => {
		const { engine, workers } = setUp();
		const done = engine.download(['perception']);
		await expect.poll(() => workers[0]?.log).toEqual(['download 1 perception']);
		workers[0]?.crash();
		await expect(done).rejects.toMatchObject({ code: 'worker-died' });
	});
});
