import { describe, expect, it } from 'vitest';
import { whereOf } from './where';

/** Weights of 5 x 5 cells, most of them on one. */
const at = (row: number, column: number): number[] =>
	Array.from({ length: 25 }, (_, cell) => (cell === row * 5 + column ? 0.52 : 0.02));

describe('where the captioner looks', () => {
	it.each([
		[0, 0, 'the top left'],
		[0, 2, 'the top'],
		[1, 4, 'the top right'],
		[2, 2, 'the centre'],
		[2, 0, 'the left'],
		[4, 3, 'the bottom right'],
	])('row %d, column %d is %s', (row, column, place) => {
		expect(whereOf(at(row, column))).toBe(place);
	});

	it('is the whole picture where no cell stands out', () => {
		expect(whereOf(Float32Array.from({ length: 9 }, () => 1 / 9))).toBe('the whole picture');
	});
});
