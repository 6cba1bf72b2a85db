import { describe, expect, it } from 'vitest';
import {
	centreView,
	clampView,
	ease,
	fitView,
	flightView,
	maxZoom,
	type Point,
	panView,
	pinchView,
	resizeView,
	toMap,
	toScreen,
	type View,
	zoomView,
} from './view';

const size = { width: 900, height: 500 };
const middle = { x: 450, y: 250 };
const near = (got: Point, wanted: Point) => {
	expect(got.x).toBeCloseTo(wanted.x, 6);
	expect(got.y).toBeCloseTo(wanted.y, 6);
};

describe('fitView', () => {
	it('shows all corners of the map, centred', () => {
		const view = fitView(size);
		for (const corner of [-1, 1].flatMap((x) => [-1, 1].map((y) => ({ x, y })))) {
			const { x, y } = toScreen(view, corner);
			expect(x).toBeGreaterThan(0);
			expect(x).toBeLessThan(size.width);
			expect(y).toBeGreaterThan(0);
			expect(y).toBeLessThan(size.height);
		}
		near(toScreen(view, { x: 0, y: 0 }), middle);
	});

	it('accepts a surface without a size', () => {
		expect(fitView({ width: 0, height: 0 }).scale).toBeGreaterThan(0);
	});
});

describe('zoomView', () => {
	it('keeps the point under the pointer fixed', () => {
		const view = fitView(size);
		const pointer = { x: 520, y: 210 };
		const closer = zoomView(view, pointer, 2.5, size);
		expect(closer.scale).toBeCloseTo(view.scale * 2.5);
		near(toMap(closer, pointer), toMap(view, pointer));
	});

	it('is undone by the inverse factor', () => {
		const view = zoomView(fitView(size), middle, 6, size);
		const back = zoomView(zoomView(view, { x: 430, y: 260 }, 1.7, size), { x: 430, y: 260 }, 1 / 1.7, size);
		expect(back.scale).toBeCloseTo(view.scale);
		near(back, view);
	});

	it('stays between the whole map and the largest zoom', () => {
		const whole = fitView(size);
		expect(zoomView(whole, middle, 1e6, size).scale).toBeCloseTo(whole.scale * maxZoom);
		expect(zoomView(whole, middle, 1e-6, size).scale).toBeCloseTo(whole.scale);
	});
});

it('panning never loses the map', () => {
	const lost = panView(zoomView(fitView(size), middle, 8, size), { x: 1e6, y: -1e6 });
	near(toMap(clampView(lost, size), middle), { x: -1, y: 1 });
});

describe('pinchView', () => {
	const view: View = zoomView(fitView(size), middle, 5, size);
	it('keeps the points under both fingers fixed', () => {
		const before: [Point, Point] = [
			{ x: 400, y: 250 },
			{ x: 500, y: 250 },
		];
		const after: [Point, Point] = [
			{ x: 380, y: 260 },
			{ x: 540, y: 260 },
		];
		const pinched = pinchView(view, before, after, size);
		for (const finger of [0, 1] as const) near(toMap(pinched, after[finger]), toMap(view, before[finger]));
	});

	it('handles two fingers at the same point', () => {
		const one: [Point, Point] = [middle, middle];
		expect(Number.isFinite(pinchView(view, one, one, size).scale)).toBe(true);
	});
});

it('centreView centres a point', () => {
	near(toMap(centreView({ x: 0.4, y: -0.7 }, 2000, size), middle), { x: 0.4, y: -0.7 });
});

it('resizeView keeps the centre and the relative zoom', () => {
	const before = centreView({ x: 0.4, y: -0.2 }, 1000, size);
	const narrow = { width: 300, height: 700 };
	const after = resizeView(before, size, narrow);
	near(toMap(after, { x: 150, y: 350 }), { x: 0.4, y: -0.2 });
	expect(after.scale / fitView(narrow).scale).toBeCloseTo(before.scale / fitView(size).scale);
});

describe('flightView', () => {
	const from = fitView(size);
	const to = centreView({ x: 0.5, y: 0.3 }, 4000, size);
	it('starts and ends at the given views', () => {
		near(flightView(from, to, 0, size), from);
		near(flightView(from, to, 1, size), to);
		expect(flightView(from, to, 1, size).scale).toBeCloseTo(to.scale);
	});

	it('keeps one point of the screen fixed while it zooms', () => {
		const factor = to.scale / from.scale;
		const still = { x: (to.x - factor * from.x) / (1 - factor), y: (to.y - factor * from.y) / (1 - factor) };
		for (const part of [0.2, 0.5, 0.9]) near(toMap(flightView(from, to, part, size), still), toMap(from, still));
	});

	it('moves straight and evenly at a constant scale', () => {
		const [a, b] = [centreView({ x: -0.5, y: 0 }, 3000, size), centreView({ x: 0.5, y: 0.5 }, 3000, size)];
		near(toMap(flightView(a, b, 0.25, size), middle), { x: -0.25, y: 0.125 });
	});
});

it('ease rises from 0 to 1', () => {
	const steps = Array.from({ length: 11 }, (_, at) => ease(at / 10));
	expect(steps[0]).toBe(0);
	expect(steps[10]).toBe(1);
	for (let at = 1; at < steps.length; at++) expect(steps[at]).toBeGreaterThan(steps[at - 1]!);
});
