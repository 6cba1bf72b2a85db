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
	it('moves along the items across rows and groups, and stops at both ends', () => {
		expect(stepFrom(rows, 3, 'right')).toBe(4);
		expect(stepFrom(rows, 4, 'left')).toBe(3);
		expect(stepFrom(rows, 0, 'left')).toBe(0);
		expect(stepFrom(rows, 5, 'right')).toBe(5);
	});
	it('moves up and down in its column, or to the end of a shorter row', () => {
		expect(stepFrom(rows, 2, 'down')).toBe(3);
		expect(stepFrom(rows, 3, 'down')).toBe(4);
		expect(stepFrom(rows, 5, 'up')).toBe(3);
		expect(stepFrom(rows, 1, 'up')).toBe(1);
		expect(stepFrom(rows, 5, 'down')).toBe(5);
	});
	it('jumps to both ends, and nowhere in an empty list', () => {
		expect(stepFrom(rows, 3, 'start')).toBe(0);
		expect(stepFrom(rows, 0, 'end')).toBe(5);
		expect(stepFrom([], 0, 'down')).toBe(0);
	});
});
