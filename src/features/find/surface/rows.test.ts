import { describe, expect, it } from 'vitest';
import { rowsOf, rowWith, stepFrom } from './rows';

const groups = [
	{ title: 'Animals', items: ['dog', 'cat', 'cow', 'hen'] },
	{ title: 'Nothing', items: [] },
	{ title: 'People', items: ['man', 'boy'] },
];
const rows = rowsOf(groups, 3);

it('rowsOf splits each group, and numbers items consecutively', () => {
	expect(rows).toEqual([
		{ kind: 'heading', title: 'Animals', count: 4 },
		{ kind: 'items', items: ['dog', 'cat', 'cow'], first: 0 },
		{ kind: 'items', items: ['hen'], first: 3 },
		{ kind: 'heading', title: 'People', count: 2 },
		{ kind: 'items', items: ['man', 'boy'], first: 4 },
	]);
});

it('rowWith finds the row of an item', () => {
	expect([0, 2, 3, 5, 6].map((item) => rowWith(rows, item))).toEqual([1, 1, 2, 4, -1]);
});

describe('stepFrom', () => {
	it.each([
		['along the items across rows and groups, and stops at both ends', '3 right 4, 4 left 3, 0 left 0, 5 right 5'],
		['in its column, or to the end of a shorter row', '2 down 3, 3 down 4, 5 up 3, 1 up 1, 5 down 5'],
		['to both ends', '3 start 0, 0 end 5'],
	])('moves %s', (_, moves) => {
		for (const move of moves.split(', ')) {
			const [from, direction, to] = move.split(' ');
			expect(stepFrom(rows, Number(from), direction as Parameters<typeof stepFrom>[2]), move).toBe(Number(to));
		}
	});

	it('goes nowhere in an empty list', () => {
		expect(stepFrom([], 0, 'down')).toBe(0);
	});
});
