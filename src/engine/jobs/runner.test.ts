import { describe, expect, it } from 'vitest';
import { AtelierError, abortError } from '../../models/errors';
import type { Engine, RunOptions } from '../protocol';
import { createJobRunner } from './runner';
import type { JobControl, Question, RunFlags, RunnerOptions, RunnerState } from './types';

interface PaintRun extends RunFlags {
	readonly steps: number;
}

type Jobs = { readonly paint: { readonly priority: 'long'; run(request: string): Promise<string> } };

/** An engine whose jobs end when the test says so. It answers to cancel at its next turn, as the real one does. */
function fakeEngine() {
	const jobs: {
		readonly request: string;
		readonly options: RunOptions<unknown>;
		resolve(result: string): void;
		reject(error: unknown): void;
	}[] = [];
	const run = (_: string, request: string, options: RunOptions<unknown>) =>
		new Promise<string>((resolve, reject) => {
			jobs.push({ request, options, resolve, reject });
			options.signal?.addEventListener('abort', () => queueMicrotask(() => reject(abortError())));
			options.finish?.addEventListener('abort', () => resolve(`${request}, finished early`));
		});
	return { engine: { run } as unknown as Engine<Jobs>, jobs };
}

const question: Question = { title: 'Stop?', text: '', confirm: 'Stop', cancel: 'Go on' };

function prepared(options: RunnerOptions<PaintRun> = {}) {
	const { engine, jobs } = fakeEngine();
	const seen: RunnerState<PaintRun>[] = [];
	const runner = createJobRunner<PaintRun>({ ...options, publish: (state) => seen.push(state) });
	const paint = (request: string) =>
		runner.run(() => ({
			progress: { steps: 0 },
			work: async ({ signal, finish, pause, update }: JobControl<PaintRun>) =>
				engine.run('paint', request, {
					signal,
					finish,
					pause,
					onProgress: () => update((run) => ({ ...run, steps: run.steps + 1 })),
				}),
		}));
	const state = () => seen.at(-1);
	/** Until the engine was asked for so many jobs. */
	const asked = async (count: number) => {
		for (let turn = 0; turn < 50 && jobs.length < count; turn++) await Promise.resolve();
		expect(jobs).toHaveLength(count);
		return jobs[count - 1] as (typeof jobs)[number];
	};
	const step = (at: number) => jobs[at]?.options.onProgress?.(undefined as never);
	return { runner, jobs, paint, state, asked, step, seen };
}

describe('a run', () => {
	it('starts at once, reports progress, and ends idle with a result', async () => {
		const { runner, paint, jobs, state, step } = prepared();
		const done = paint('cat');
		expect(jobs).toHaveLength(1);
		expect(runner.running).toBe(true);
		expect(state()?.run).toEqual({ steps: 0, paused: false, finishing: false, stopping: false });
		step(0);
		step(0);
		expect(state()?.run?.steps).toBe(2);
		jobs[0]?.resolve('painting');
		expect(await done).toBe('painting');
		expect(state()).toEqual({ run: undefined, failure: undefined });
		expect(runner.running).toBe(false);
	});

	it('changes nothing when it cannot be prepared', async () => {
		const { runner, seen } = prepared();
		const error = new AtelierError('option-invalid', 'Choose a photo.');
		await expect(
			runner.run(() => {
				throw error;
			}),
		).rejects.toBe(error);
		expect(seen).toEqual([]);
		expect(runner.running).toBe(false);
	});

	it('is aborted, and drops progress reported after that', async () => {
		const { runner, paint, state, step } = prepared();
		const done = paint('cat');
		step(0);
		const ended = runner.abort();
		expect(state()?.run).toMatchObject({ steps: 1, stopping: true });
		step(0);
		expect(state()?.run?.steps).toBe(1);
		await ended;
		expect(await done).toBeUndefined();
		expect(state()).toEqual({ run: undefined, failure: undefined });
	});

	it('learns whether the visitor wants to keep what was made', async () => {
		const runner = createJobRunner();
		const wasDiscarded = () =>
			runner.run(() => ({
				progress: {},
				work: ({ signal, isDiscarded }) =>
					new Promise<boolean>((resolve) => {
						signal.addEventListener('abort', () => resolve(isDiscarded()));
					}),
			}));
		const aborted = wasDiscarded();
		await runner.abort();
		expect(await aborted).toBe(false);
		const discarded = wasDiscarded();
		await runner.discard();
		expect(await discarded).toBe(true);
	});

	it('pauses and goes on', async () => {
		const { runner, paint, jobs, state } = prepared();
		const done = paint('cat');
		runner.setPaused(true);
		expect(state()?.run?.paused).toBe(true);
		expect(jobs[0]?.options.pause?.paused).toBe(true);
		runner.setPaused(false);
		expect(jobs[0]?.options.pause?.paused).toBe(false);
		runner.setPaused(true);
		jobs[0]?.resolve('painting');
		await done;
		const next = paint('dog');
		expect(state()?.run?.paused).toBe(false);
		jobs[1]?.resolve('painting');
		await next;
	});

	it('finishes early with what it has, also while paused', async () => {
		const { runner, paint, state } = prepared();
		const done = paint('cat');
		runner.setPaused(true);
		runner.finish();
		expect(state()?.run).toMatchObject({ finishing: true, paused: false });
		expect(await done).toBe('cat, finished early');
	});

	it('has none of these when it is idle', async () => {
		const { runner, seen } = prepared();
		runner.finish();
		runner.setPaused(true);
		await runner.abort();
		await runner.discard();
		expect(seen).toEqual([]);
	});
});

describe('a run that fails', () => {
	it('leaves its failure in the state until the next one starts', async () => {
		const { paint, jobs, state } = prepared();
		const error = new AtelierError('out-of-memory', 'Choose a smaller size.');
		const done = paint('cat');
		jobs[0]?.reject(error);
		await expect(done).rejects.toBe(error);
		expect(state()).toEqual({ run: undefined, failure: error });
		const again = paint('cat');
		expect(state()?.failure).toBeUndefined();
		jobs[1]?.resolve('painting');
		expect(await again).toBe('painting');
	});

	it('has a message for an unforeseen error, and its failure can be dismissed', async () => {
		const { runner, paint, jobs, state } = prepared();
		const error = new TypeError('x is undefined');
		const done = paint('cat');
		jobs[0]?.reject(error);
		await expect(done).rejects.toBe(error);
		expect(state()?.failure).toMatchObject({ code: 'internal', cause: error });
		expect(state()?.failure?.message).toMatch(/\(x is undefined\)\. Try again/);
		runner.dismiss();
		expect(state()?.failure).toBeUndefined();
	});

	it('ignores a failure after it was aborted', async () => {
		const runner = createJobRunner();
		const done = runner.run(() => ({
			progress: {},
			work: async ({ signal }) => {
				await new Promise((resolve) => signal.addEventListener('abort', resolve));
				throw new Error('the worker is gone');
			},
		}));
		await runner.abort();
		expect(await done).toBeUndefined();
	});
});

describe('a second run', () => {
	it('replaces the first, and starts only when that one has ended', async () => {
		const { paint, jobs, asked, state } = prepared();
		const first = paint('cat');
		const second = paint('dog');
		expect(jobs[0]?.options.signal?.aborted).toBe(true);
		expect(jobs).toHaveLength(1);
		expect(await first).toBeUndefined();
		(await asked(2)).resolve('painting of a dog');
		expect(await second).toBe('painting of a dog');
		expect(state()?.run).toBeUndefined();
	});

	it('is replaced by a third: only the newest request runs', async () => {
		const { paint, jobs, asked } = prepared();
		const older = [paint('cat'), paint('dog'), paint('bird')];
		const newest = paint('fish');
		expect(await Promise.all(older)).toEqual([undefined, undefined, undefined]);
		(await asked(2)).resolve('painting');
		expect(await newest).toBe('painting');
		expect(jobs.map(({ request }) => request)).toEqual(['cat', 'fish']);
	});

	it('never runs beside another, whenever it is asked for', async () => {
		for (let turns = 0; turns < 12; turns++) {
			const runner = createJobRunner();
			let under = 0;
			let most = 0;
			const work = ({ signal }: JobControl<RunFlags>) => {
				under += 1;
				most = Math.max(most, under);
				return new Promise<void>((resolve) => {
					signal.addEventListener('abort', () => {
						under -= 1;
						resolve();
					});
				});
			};
			const start = () => runner.run(() => ({ progress: {}, work }));
			const all = [start(), start()];
			for (let turn = 0; turn < turns; turn++) await Promise.resolve();
			all.push(start());
			for (let turn = 0; turn < 20; turn++) await Promise.resolve();
			await runner.abort();
			await Promise.all(all);
			expect(most, `asked for after ${turns} turns`).toBe(1);
		}
	});

	it('is dropped when everything is aborted while it waits', async () => {
		const { runner, paint, jobs } = prepared();
		const both = [paint('cat'), paint('dog')];
		await runner.abort();
		expect(await Promise.all(both)).toEqual([undefined, undefined]);
		expect(jobs).toHaveLength(1);
	});

	it('waits for the first when it is queued, whether that one succeeds, fails or is aborted', async () => {
		const { runner, paint, jobs, asked } = prepared({ secondRun: 'queue' });
		const all = [paint('cat'), paint('dog'), paint('bird')];
		const settled = Promise.allSettled(all);
		(await asked(1)).reject(new AtelierError('diverged', 'Try another seed.'));
		await asked(2);
		await runner.abort();
		(await asked(3)).resolve('painting');
		expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
		expect(jobs.map(({ request }) => request)).toEqual(['cat', 'dog', 'bird']);
	});

	it('is refused, and the first goes on', async () => {
		const { paint, jobs } = prepared({ secondRun: 'refuse' });
		const first = paint('cat');
		expect(await paint('dog')).toBeUndefined();
		expect(jobs).toHaveLength(1);
		jobs[0]?.resolve('painting');
		expect(await first).toBe('painting');
	});
});

describe('a second run that would lose work', () => {
	const loss = ({ steps }: PaintRun) => (steps > 0 ? question : undefined);

	it('asks first, and starts when the visitor agrees', async () => {
		const questions: Question[] = [];
		const confirm = async (one: Question) => questions.push(one) > 0;
		const { paint, step, asked } = prepared({ loss, confirm });
		const first = paint('cat');
		step(0);
		const second = paint('dog');
		(await asked(2)).resolve('painting');
		expect(questions).toEqual([question]);
		expect(await first).toBeUndefined();
		expect(await second).toBe('painting');
	});

	it('need not be a run: the first makes way for anything else, or not', async () => {
		const answers = [false, true];
		const { runner, paint, jobs, step } = prepared({ loss, confirm: async () => answers.shift() ?? false });
		const first = paint('cat');
		step(0);
		expect(await runner.makeWay()).toBe(false);
		expect(jobs[0]?.options.signal?.aborted).toBe(false);
		expect(await runner.makeWay()).toBe(true);
		expect(runner.running).toBe(false);
		expect(await first).toBeUndefined();
		expect(await runner.makeWay()).toBe(true);
	});

	it('leaves the first alone when the visitor does not agree', async () => {
		const { paint, jobs, step } = prepared({ loss, confirm: async () => false });
		const first = paint('cat');
		step(0);
		expect(await paint('dog')).toBeUndefined();
		expect(jobs[0]?.options.signal?.aborted).toBe(false);
		jobs[0]?.resolve('painting');
		expect(await first).toBe('painting');
	});

	it('starts by itself when the first has ended before the visitor answered', async () => {
		let answer: (agreed: boolean) => void = () => {};
		const { paint, jobs, step, asked } = prepared({
			loss,
			confirm: () =>
				new Promise((resolve) => {
					answer = resolve;
				}),
		});
		const first = paint('cat');
		step(0);
		const second = paint('dog');
		jobs[0]?.resolve('painting of a cat');
		expect(await first).toBe('painting of a cat');
		answer(true);
		(await asked(2)).resolve('painting of a dog');
		expect(await second).toBe('painting of a dog');
	});

	it('does not ask when nothing would be lost', async () => {
		const { paint, asked } = prepared({ loss, confirm: () => Promise.reject(new Error('asked')) });
		const first = paint('cat');
		const second = paint('dog');
		(await asked(2)).resolve('painting');
		expect(await first).toBeUndefined();
		expect(await second).toBe('painting');
	});
});
