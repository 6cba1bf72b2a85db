import { describe, expect, it } from 'vitest';
import { counted, loadingText, shareDone, statusText } from './run';

const run = { finishing: false, read: true, sketches: 3, details: 0, wanted: { sketches: 24, details: 8 } };
const sketchesOnly = { sketches: 8, details: 0 };

describe('what is being done', () => {
	it('names the stage and how far it is, a download while it lasts, and the end', () => {
		expect(statusText({ ...run, read: false })).toBe('Reading the sentence');
		expect(statusText(run)).toBe('3 of 24 sketches');
		expect(statusText({ ...run, sketches: 24, details: 2 })).toBe('2 of 8 details');
		expect(statusText({ ...run, sketches: 8, wanted: sketchesOnly })).toBe('8 of 8 sketches');
		const loading = { type: 'loading', what: 'stackgan', loaded: 5e6, total: 19e6 } as const;
		expect(statusText({ ...run, loading })).toBe('Downloading the network that draws: 5.0 MB of 19.0 MB');
		expect(statusText({ ...run, finishing: true, loading })).toBe('Finishing');
		expect(loadingText({ ...loading, loaded: 19e6 })).toBeUndefined();
		expect(loadingText({ ...loading, what: 'other' })).toMatch(/a network/);
	});

	it('counts in words', () => {
		expect([counted(1, 'sketch'), counted(8, 'sketch'), counted(2, 'bird')]).toEqual([
			'1 sketch',
			'8 sketches',
			'2 birds',
		]);
	});

	it('fills a bar from the first picture to the last', () => {
		expect(shareDone({ ...run, sketches: 0 })).toBeUndefined();
		expect(shareDone({ ...run, sketches: 4, wanted: sketchesOnly })).toBe(0.5);
		expect(shareDone({ ...run, sketches: 24 })).toBeLessThan(0.5);
		expect(shareDone({ ...run, sketches: 24, details: 8 })).toBe(1);
	});
});
