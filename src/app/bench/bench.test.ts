import { describe, expect, it, vi } from 'vitest';
import { duration, reportOf } from './report';
import { runMeasures } from './run';
import type { Measure } from './types';

const counting = (label: string, seconds: readonly number[]): Measure => ({
	label,
	networks: [],
	time: async (round) => ({ [`Time of ${label}`]: seconds[round] ?? 0 }),
});

describe('the bench page', () => {
	it('leaves out the first round of each measure, and tells how far it is', async () => {
		const told = vi.fn();
		const measures = [counting('one', [9, 3, 1, 2]), counting('two', [9, 0.5, 0.5, 0.5])];
		const figures = await runMeasures(measures, 3, new AbortController().signal, told);
		expect(figures).toEqual([
			{ what: 'Time of one', median: 2, fastest: 1, slowest: 3, rounds: 3 },
			{ what: 'Time of two', median: 0.5, fastest: 0.5, slowest: 0.5, rounds: 3 },
		]);
		expect(told).toHaveBeenCalledTimes(8);
		expect(told.mock.lastCall?.[0]).toMatchObject({ label: 'two', done: 7, total: 8 });
	});

	it('ends between two rounds when it is cancelled', async () => {
		const controller = new AbortController();
		const time = vi.fn(async () => {
			controller.abort();
			return {};
		});
		const measuring = runMeasures([{ label: '', networks: [], time }], 3, controller.signal, () => undefined);
		await expect(measuring).rejects.toMatchObject({ name: 'AbortError' });
		expect(time).toHaveBeenCalledOnce();
	});

	it('writes a report in Markdown', () => {
		const figures = [{ what: 'One step', median: 0.01234, fastest: 0.01, slowest: 1.2345, rounds: 3 }];
		const backend = { name: 'wasm', reason: '', threads: 4, simd: true } as const;
		const text = reportOf(figures, { backend, browser: 'A browser', cores: 8, memory: 8 }, new Date(0));
		expect(text).toContain('| One step | 12.3 ms | 10 ms | 1.23 s | 3 |');
		expect(text).toContain('WASM, 4 threads, SIMD');
		expect(text).toMatch(/^# Atelier .*, 1970-01-01$/m);
		expect(duration(2)).toBe('2 s');
	});
});
