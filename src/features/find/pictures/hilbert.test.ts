import { expect, it } from 'vitest';
import { alongHilbert, walkOrder } from './hilbert';

it('visits every cell, stepping to a neighbouring one each time', () => {
	const count = 64;
	const cells = Array.from({ length: count * count }, (_, at) => {
		const [column, row] = [at % count, Math.floor(at / count)];
		const middle = (place: number) => (2 * (place + 0.5)) / count - 1;
		// Each cell here holds 16 x 16 of the curve's own.
		return { column, row, along: Math.floor(alongHilbert(middle(column), middle(row)) / 256) };
	}).sort((a, b) => a.along - b.along);
	expect(cells.map(({ along }) => along)).toEqual([...cells.keys()]);
	for (let at = 1; at < cells.length; at++) {
		const [one, other] = [cells[at - 1]!, cells[at]!];
		expect(Math.abs(one.column - other.column) + Math.abs(one.row - other.row)).toBe(1);
	}
});

it('accepts positions on the edges', () => {
	for (const [x, y] of [
		[-1, -1],
		[1, 1],
		[1, -1],
	] as const) {
		expect(alongHilbert(x, y)).toBeGreaterThanOrEqual(0);
		expect(alongHilbert(x, y)).toBeLessThan(1024 ** 2);
	}
});

it('walkOrder keeps clusters together, and identical positions in order', () => {
	const positions = Float32Array.of(0.8, 0.8, -0.8, -0.8, 0.81, 0.8, -0.8, -0.81, -0.8, -0.8);
	const order = walkOrder(positions);
	expect(order).toHaveLength(5);
	expect(order.slice(0, 3).toSorted()).toEqual([1, 3, 4]);
	expect(order.indexOf(1)).toBeLessThan(order.indexOf(4));
});
