import { describe, expect, it } from 'vitest';
import { decades, extentOf, type Series } from './logAxis';

const series = (...ys: number[]): Series => ({
	name: 'a',
	colour: '--a',
	dash: [],
	points: ys.map((y, x) => ({ x, y })),
});

describe('a logarithmic axis', () => {
	it('spans whole powers of ten around all values of all series', () => {
		expect(extentOf([series(300, 20), series(0.4, 2, 0.03)])).toEqual({ x: [0, 2], y: [-2, 3] });
	});

	it('has some height and width for a single point', () => {
		expect(extentOf([series(10)])).toEqual({ x: [0, 1], y: [1, 2] });
	});

	it('leaves out what has no logarithm', () => {
		expect(extentOf([series(0, Number.NaN, -1)])).toBeUndefined();
		expect(extentOf([series(0, 5)])).toEqual({ x: [1, 2], y: [0, 1] });
	});

	it('draws at most five lines, however many decades', () => {
		expect(decades([-2, 1])).toEqual([-2, -1, 0, 1]);
		expect(decades([-8, 3]).length).toBeLessThanOrEqual(5);
	});
});
