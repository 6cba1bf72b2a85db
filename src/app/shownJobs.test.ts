import { describe, expect, it } from 'vitest';
import { shareOf, shownJobs } from './shownJobs';

const tabs = [
	{ id: 'story', icon: 'book', jobs: { story: { label: 'Writing a story', loss: 'the story' } } },
	{ id: 'paint', icon: 'brush', jobs: { paint: { label: 'Painting', loss: 'the painting' } } },
	{ id: 'find', icon: 'search', jobs: { embedPictures: { label: 'Captioning pictures' } } },
] as const;

describe('shownJobs', () => {
	it('tells which job runs, which rests meanwhile, and what the others wait for', () => {
		const jobs = shownJobs(
			[
				{ id: 1, name: 'paint', begun: 0, event: { type: 'step', evaluation: 30, evaluations: 120 } },
				{ id: 2, name: 'embedPictures' },
				{ id: 3, name: 'story', begun: 1 },
				{ id: 4, name: 'caption', begun: 2 },
			],
			tabs,
		);
		expect(jobs.map(({ label, state, waitsFor, share }) => ({ label, state, waitsFor, share }))).toEqual([
			{ label: 'Painting', state: 'resting', waitsFor: 'Writing a story', share: 0.25 },
			{ label: 'Captioning pictures', state: 'waiting', waitsFor: 'Writing a story' },
			{ label: 'Writing a story', state: 'running' },
		]);
		expect(jobs.map(({ tab, loss }) => [tab, loss])).toEqual([
			['paint', 'the painting'],
			['find', undefined],
			['story', 'the story'],
		]);
	});

	it('waits for nothing while the worker starts, and says when a job is paused', () => {
		const [starting] = shownJobs([{ id: 1, name: 'paint' }], tabs);
		expect(starting).toMatchObject({ state: 'waiting' });
		expect(starting?.waitsFor).toBeUndefined();
		expect(shownJobs([{ id: 1, name: 'paint', begun: 0, paused: true }], tabs)[0]?.state).toBe('paused');
	});
});

it('shareOf knows how the features count', () => {
	expect(shareOf({ type: 'step', step: 5, steps: 20 })).toBe(0.25);
	expect(shareOf({ type: 'embedded', done: 3, total: 4 })).toBe(0.75);
	expect([shareOf(undefined), shareOf({ loaded: 1, total: 2 }), shareOf({ done: 1, total: 0 })]).toEqual(Array(3));
});
