import { describe, expect, it } from 'vitest';
import type { Job } from '../../engine/protocol';
import { mergeJobs } from './mergeJobs';

const job: Job<void, never, void> = { priority: 'short', run: async () => undefined };

describe('mergeJobs', () => {
	it('puts all tables into one', () => {
		expect(mergeJobs([{ paint: job }, {}, { story: job, encodeStyle: job }])).toEqual({
			paint: job,
			story: job,
			encodeStyle: job,
		});
	});

	it('refuses two jobs of one name', () => {
		expect(() => mergeJobs([{ caption: job }, { caption: job }])).toThrow('“caption”');
	});
});
