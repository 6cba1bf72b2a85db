import { describe, expect, it } from 'vitest';
import { drawn, endPointError, type Pattern, waves } from '../testing/motion';
import { opticalFlow } from './opticalFlow';
import { consistency, warp } from './warp';

const [width, height] = [128, 96];
const pattern = waves(1);
const first = drawn(width, height, pattern);

type Where = (x: number, y: number) => boolean;

/** Away from the edges, where what was there has left the picture. */
const inside =
	(margin: number): Where =>
	(x, y) =>
		x >= margin && y >= margin && x < width - margin && y < height - margin;

/** The pattern after a motion. @param back where a place was before */
const moved = (back: (x: number, y: number) => readonly [number, number]) =>
	drawn(width, height, (x, y) => pattern(...back(x, y)));

describe('opticalFlow', () => {
	it.each([
		[0, 0, 0],
		[0.5, 0.25, 0.05],
		[3.4, -2.3, 0.05],
		[-17.2, 9.6, 0.08],
	])('finds a shift by %d, %d px', (dx, dy, most) => {
		const flow = opticalFlow(
			first,
			moved((x, y) => [x - dx, y - dy]),
		);
		expect(endPointError(flow, () => [dx, dy], inside(20))).toBeLessThanOrEqual(most);
	});

	it('finds a turn with a zoom', () => {
		const [angle, zoom, centreX, centreY] = [0.05, 1.04, width / 2, height / 2];
		const [cos, sin] = [zoom * Math.cos(angle), zoom * Math.sin(angle)];
		const second = moved((x, y) => {
			const [dx, dy] = [(x - centreX) / zoom ** 2, (y - centreY) / zoom ** 2];
			return [centreX + cos * dx + sin * dy, centreY + cos * dy - sin * dx];
		});
		const truth = (x: number, y: number) => {
			const [dx, dy] = [x - centreX, y - centreY];
			return [(cos - 1) * dx - sin * dy, sin * dx + (cos - 1) * dy] as const;
		};
		expect(endPointError(opticalFlow(first, second), truth, inside(10))).toBeLessThan(0.06);
	});

	it('leaves a picture of one colour where it is', () => {
		const plain = drawn(40, 30, () => [0.4, 0.5, 0.6]);
		const { u, v } = opticalFlow(plain, plain);
		expect([...u, ...v].every((value) => value === 0)).toBe(true);
	});
});

describe('of a card that moves over a still background', () => {
	const other = waves(2);
	const scene =
		(left: number): Pattern =>
		(x, y) =>
			x >= left && x < left + 40 && y >= 30 && y < 66 ? other(x - left, y) : pattern(x, y);
	const [before, after] = [drawn(width, height, scene(40)), drawn(width, height, scene(46))];
	const [back, forward] = [opticalFlow(after, before), opticalFlow(before, after)];
	const isCard: Where = (x, y) => x >= 46 && x < 86 && y >= 30 && y < 66;
	const isNew: Where = (x, y) => x >= 40 && x < 46 && y >= 30 && y < 66;
	const seen = consistency(back, forward);
	const shareOf = (where: Where) => {
		const all = [...seen].filter((_, at) => where(at % width, Math.floor(at / width)));
		return all.reduce((a, b) => a + b, 0) / all.length;
	};

	it('the flow tells one from the other', () => {
		const truth = (x: number, y: number) => [isCard(x, y) ? -6 : 0, 0] as const;
		expect(endPointError(back, truth, (x, y) => !isNew(x, y))).toBeLessThan(0.3);
	});

	it('consistency leaves out what came into view, and keeps most of the rest', () => {
		expect(shareOf(isNew)).toBeLessThan(0.05);
		expect(shareOf(isCard)).toBeGreaterThan(0.5);
		expect(shareOf((x, y) => !isNew(x, y) && !isCard(x, y))).toBeGreaterThan(0.8);
	});

	it('the picture before, moved, is the picture after wherever the flow is consistent', () => {
		const shown = warp(before, back);
		const off = shown.rgb.map((value, at) => (seen[Math.floor(at / 3)] ? Math.abs(value - (after.rgb[at] ?? 0)) : 0));
		expect(off.reduce((a, b) => a + b, 0) / off.length).toBeLessThan(0.005);
		expect(warp(before, { ...back, u: back.u.map(() => 0), v: back.v.map(() => 0) }).rgb).toEqual(before.rgb);
	});
});
