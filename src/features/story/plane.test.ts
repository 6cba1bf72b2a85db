import { describe, expect, it } from 'vitest';
import { fitInto, nearestGenres } from './plane';
import type { StyleMap } from './types';

const map: StyleMap = {
	genres: [
		{ id: 'romance', mean: [0, 0], passages: [[-4, 0]] },
		{ id: 'mystery', mean: [4, 1], passages: [[4, 2]] },
	],
	captions: [0, -2],
	neutral: [0, -1],
	style: [4, 1],
	shifted: [3, 1],
};
const frame = { width: 100, height: 60, margin: 10 };

describe('the plot of thought vectors', () => {
	it('contains every point, with equal scales and y pointing up', () => {
		const to = fitInto(map, frame);
		expect(to([-4, 0])).toEqual([10, 30]);
		expect(to([4, 2])).toEqual([90, 10]);
		const [originX, originY] = to([0, 0]);
		expect(to([1, 1])).toEqual([originX + 10, originY - 10]);
	});

	it('works when all points coincide', () => {
		const point: StyleMap = { ...map, genres: [], captions: [1, 1], neutral: [1, 1], style: [1, 1], shifted: [1, 1] };
		expect(fitInto(point, frame)([1, 1])).toEqual([50, 30]);
	});

	it('finds the nearest genres', () => expect(nearestGenres(map, map.shifted)).toEqual(['mystery', 'romance']));
});
