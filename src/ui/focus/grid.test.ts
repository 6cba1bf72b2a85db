import { describe, expect, it } from 'vitest';
import { afterKey } from './grid';

/** Three rows of 3, 3 and 1 squares. */
const boxes = Array.from({ length: 7 }, (_, at) => ({
	left: (at % 3) * 50,
	top: Math.floor(at / 3) * 50,
	width: 40,
	height: 40,
}));
const to = (key: string, at: number) => afterKey(key, boxes, at);

describe('afterKey', () => {
	it('goes round from the last to the first and back', () => {
		expect([to('ArrowRight', 2), to('ArrowRight', 6), to('ArrowLeft', 0)]).toEqual([3, 0, 6]);
		expect([to('Home', 4), to('End', 4)]).toEqual([0, 6]);
	});

	it('stays in the column up and down, as far as there is one', () => {
		expect([to('ArrowDown', 1), to('ArrowUp', 5), to('ArrowDown', 5)]).toEqual([4, 2, 6]);
		expect([to('ArrowUp', 1), to('ArrowDown', 6)]).toEqual([undefined, undefined]);
	});

	it('leaves other keys alone', () => expect([to('Tab', 1), to('a', 1), to('ArrowLeft', 9)]).toEqual(Array(3)));
});
