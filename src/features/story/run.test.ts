import { describe, expect, it } from 'vitest';
import { startFlags } from '../../engine/jobs/runner';
import { doingText, loadingText } from './run';
import type { Run } from './state';

const run: Run = { draft: 'd', ...startFlags, doing: 'Writing', written: 3 };

describe('the status of a run', () => {
	it('names the step, a download in progress, and the end', () => {
		expect(doingText(run)).toBe('Writing');
		expect(doingText({ ...run, passage: { index: 1, passages: 3, caption: '' } })).toBe('Writing, part 2 of 3');
		const loading = { type: 'loading', what: 'storyteller', loaded: 5e6, total: 19e6 } as const;
		expect(doingText({ ...run, loading })).toBe('Downloading the storyteller: 5.0 MB of 19.0 MB');
		expect(doingText({ ...run, loading: { ...loading, loaded: 19e6 } })).toBe('Writing');
		expect(doingText({ ...run, loading, finishing: true })).toBe('Finishing');
		expect(loadingText({ ...loading, what: 'other' })).toMatch(/a network/);
	});
});
