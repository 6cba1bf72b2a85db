import { describe, expect, it } from 'vitest';
import { deferred } from '../deferred';
import type { JobPriority } from '../protocol';
import { createMessageDrain, createQueue, type QueueEntry, type Scheduler } from './queue';

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A queue that writes down what happens. */
function setUp() {
	const log: string[] = [];
	const queue = createQueue(breathe);
	const submit = (
		name: string,
		priority: JobPriority,
		run: (scheduler: Scheduler) => Promise<unknown>,
		more: Partial<QueueEntry<unknown>> = {},
	) => {
		const controller = new AbortController();
		const ticket = queue.submit({
			priority,
			signal: controller.signal,
			async run(scheduler) {
				log.push(`${name} starts`);
				try {
					return await run(scheduler);
				} finally {
					log.push(`${name} ends`);
				}
			},
			...more,
		});
		// Each test looks at the promises that it cares about.
		ticket.done.catch(() => undefined);
		return { ...ticket, cancel: () => controller.abort(), signal: controller.signal };
	};
	const steps = (name: string, count: number) => async (scheduler: Scheduler) => {
		for (let step = 1; step <= count; step++) {
			log.push(`${name} ${step}`);
			await scheduler.yieldTurn();
		}
		return name;
	};
	return { log, queue, submit, steps };
}

describe('createQueue', () => {
	it('runs long jobs one after another, in order', async () => {
		const { log, submit, steps, queue } = setUp();
		const a = submit('a', 'long', steps('a', 2));
		const b = submit('b', 'long', steps('b', 1));
		expect(queue.size).toBe(2);
		expect(await Promise.all([a.done, b.done])).toEqual(['a', 'b']);
		expect(log).toEqual(['a starts', 'a 1', 'a 2', 'a ends', 'b starts', 'b 1', 'b ends']);
		expect(queue.size).toBe(0);
	});

	it('serves a short job within one step of a long one, and before a long one that waits', async () => {
		const { log, submit, steps } = setUp();
		let short: { done: Promise<unknown> } | undefined;
		const a = submit('a', 'long', async (scheduler) => {
			await steps('a', 1)(scheduler);
			const next = submit('next', 'long', steps('next', 1));
			short = submit('short', 'short', steps('short', 1));
			await steps('more', 2)(scheduler);
			return next;
		});
		await a.done;
		await short?.done;
		expect(log.slice(0, 8)).toEqual([
			'a starts',
			'a 1',
			'more 1',
			'short starts',
			'short 1',
			'short ends',
			'more 2',
			'a ends',
		]);
	});

	it('runs a streaming job between two steps of a long one, and short ones between its own', async () => {
		const { log, submit, steps } = setUp();
		const painting = submit('painting', 'long', async (scheduler) => {
			log.push('painting 1');
			const story = submit('story', 'streaming', async (words) => {
				submit('caption', 'short', steps('caption', 1));
				submit('search', 'streaming', steps('search', 1));
				await steps('story', 2)(words);
			});
			await scheduler.yieldTurn();
			log.push('painting 2');
			// It would hold up the painting that it runs within.
			story.pause(true);
		});
		const next = submit('next', 'long', steps('next', 1));
		await Promise.all([painting.done, next.done]);
		expect(log).toEqual([
			...['painting starts', 'painting 1'],
			...['story starts', 'story 1', 'caption starts', 'caption 1', 'caption ends', 'story 2', 'story ends'],
			...['search starts', 'search 1', 'search ends', 'painting 2', 'painting ends'],
			...['next starts', 'next 1', 'next ends'],
		]);
	});

	it('never lets two jobs compute at once', async () => {
		const { submit } = setUp();
		let computing = 0;
		const job = async (scheduler: Scheduler) => {
			for (let step = 0; step < 3; step++) {
				expect(++computing).toBe(1);
				await breathe();
				computing--;
				await scheduler.yieldTurn();
			}
		};
		const tickets = ['long', 'short', 'streaming', 'long', 'streaming', 'short'] as const;
		await Promise.all(tickets.map((priority, i) => submit(`${i}`, priority, job).done));
	});

	it('serves short jobs while a long one waits for a download, and returns to it only after them', async () => {
		const { log, submit, steps } = setUp();
		const download = deferred<string>();
		const long = submit('long', 'long', async (scheduler) => {
			const bytes = await scheduler.during(download.promise);
			log.push(bytes);
		});
		await submit('short', 'short', steps('short', 1)).done;
		const last = submit('last', 'short', async (scheduler) => {
			download.resolve('bytes');
			await steps('last', 2)(scheduler);
		});
		await Promise.all([last.done, long.done]);
		expect(log).toEqual([
			'long starts',
			'short starts',
			'short 1',
			'short ends',
			'last starts',
			'last 1',
			'last 2',
			'last ends',
			'bytes',
			'long ends',
		]);
	});

	it('passes on the failure of a download', async () => {
		const { submit } = setUp();
		const long = submit('long', 'long', (scheduler) => scheduler.during(Promise.reject(new Error('offline'))));
		await expect(long.done).rejects.toThrow('offline');
	});

	it('pauses between steps, serves short jobs meanwhile, and goes on', async () => {
		const { log, submit, steps } = setUp();
		const a = submit('a', 'long', steps('a', 2), { paused: true });
		await submit('short', 'short', steps('short', 1)).done;
		await submit('again', 'short', steps('again', 1)).done;
		expect(log).not.toContain('a 2');
		a.pause(false);
		expect(await a.done).toBe('a');
		expect(log.indexOf('again ends')).toBeLessThan(log.indexOf('a 2'));
	});

	it('cancels a waiting job at once and a running one at its next yieldTurn', async () => {
		const { log, submit, steps, queue } = setUp();
		const a = submit('a', 'long', steps('a', 1000));
		const b = submit('b', 'long', steps('b', 1));
		const c = submit('c', 'long', steps('c', 1));
		b.cancel();
		await expect(b.done).rejects.toMatchObject({ name: 'AbortError' });
		expect(queue.size).toBe(2);
		const before = log.filter((line) => line.startsWith('a ')).length;
		a.cancel();
		await expect(a.done).rejects.toMatchObject({ name: 'AbortError' });
		expect(log.filter((line) => line.startsWith('a ')).length).toBeLessThanOrEqual(before + 2);
		expect(await c.done).toBe('c');
		expect(log).not.toContain('b starts');
		expect(queue.size).toBe(0);
	});

	it('cancels a paused job', async () => {
		const { submit, steps, log } = setUp();
		const a = submit('a', 'long', steps('a', 2), { paused: true });
		await submit('short', 'short', steps('short', 1)).done;
		a.cancel();
		await expect(a.done).rejects.toMatchObject({ name: 'AbortError' });
		expect(log).not.toContain('a 2');
	});

	it('gives no result of a job that was cancelled and did not notice', async () => {
		const { submit } = setUp();
		const gate = deferred<void>();
		const a = submit('a', 'short', () => gate.promise);
		a.cancel();
		gate.resolve();
		await expect(a.done).rejects.toMatchObject({ name: 'AbortError' });
	});

	it('refuses a job whose signal was aborted before', async () => {
		const { log, submit, queue } = setUp();
		const a = submit('a', 'long', async () => 'never', { signal: AbortSignal.abort() });
		await expect(a.done).rejects.toMatchObject({ name: 'AbortError' });
		expect(log).toEqual([]);
		expect(queue.size).toBe(0);
	});

	it('goes on after a job that failed', async () => {
		const { submit, steps } = setUp();
		const bad = submit('bad', 'long', async () => Promise.reject(new Error('bad')));
		const shortBad = submit('bad', 'short', async () => Promise.reject(new Error('worse')));
		const good = submit('good', 'long', steps('good', 1));
		await expect(bad.done).rejects.toThrow('bad');
		await expect(shortBad.done).rejects.toThrow('worse');
		expect(await good.done).toBe('good');
	});
});

describe('createMessageDrain', () => {
	it('lets messages that have arrived be handled first', async () => {
		const { port1, port2 } = new MessageChannel();
		const drain = createMessageDrain();
		let arrived = false;
		port1.onmessage = () => {
			arrived = true;
		};
		port2.postMessage('cancel');
		await drain();
		expect(arrived).toBe(true);
		port1.close();
	});
});
