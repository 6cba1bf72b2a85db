import { describe, expect, it } from 'vitest';
import { type Estimate, estimate } from './timeLeft';

const measured = (...samples: readonly (readonly [share: number, seconds: number])[]): Estimate | undefined =>
	samples.reduce<Estimate | undefined>((before, [share, at]) => estimate(before, share, at * 1000), undefined);

describe('estimate', () => {
	it('goes by how long the share so far has taken', () => {
		expect(measured([0, 0], [0.25, 10])?.secondsLeft).toBeCloseTo(30);
		// What was there at the start took no time.
		expect(measured([0.5, 0], [0.75, 10])?.secondsLeft).toBeCloseTo(10);
		expect(measured([0, 0], [0.25, 10], [1, 12])?.secondsLeft).toBe(0);
	});

	it('says nothing at first, and keeps its word while nothing advances', () => {
		expect(measured([0.1, 0])?.secondsLeft).toBeUndefined();
		expect(measured([0, 0], [0.5, 1])?.secondsLeft).toBeUndefined();
		expect(measured([0, 0], [0.25, 10], [0.25, 99])?.secondsLeft).toBeCloseTo(30);
	});

	it('begins anew with work that begins anew', () => {
		expect(measured([0, 0], [1, 10], [0, 20])?.secondsLeft).toBeUndefined();
		expect(measured([0, 0], [1, 10], [0, 20], [0.5, 30])?.secondsLeft).toBeCloseTo(10);
	});
});
