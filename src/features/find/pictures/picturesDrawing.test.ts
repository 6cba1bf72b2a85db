import { describe, expect, it } from 'vitest';
import { fitView, toScreen, zoomView } from '../surface/view';
import { boxOf, drawPictures, type PlacedPicture, pictureAt, thumbnailSide } from './picturesDrawing';

const size = { width: 800, height: 600 };
const whole = fitView(size);
const middle = { x: 400, y: 300 };

const picture = (hash: string, x: number, y: number, width = 400, height = 300): PlacedPicture => ({
	x,
	y,
	entry: { hash, width, height },
});

describe('thumbnailSide', () => {
	it('shrinks with the number of pictures and grows with the zoom, within bounds', () => {
		const [few, many, crowds] = [10, 400, 20_000].map((count) => thumbnailSide(whole, size, count)) as [
			number,
			number,
			number,
		];
		expect(few).toBeGreaterThan(many);
		expect(many).toBeGreaterThan(crowds);
		expect(crowds).toBeGreaterThanOrEqual(4);
		const near = zoomView(whole, middle, 5, size);
		expect(thumbnailSide(near, size, 400)).toBeGreaterThan(many);
		expect(thumbnailSide(near, size, 400)).toBeLessThan(5 * many);
		expect(thumbnailSide(zoomView(whole, middle, 40, size), size, 1)).toBeLessThanOrEqual(200);
	});
});

it('boxOf keeps the aspect ratio around the position, and gives squares when zoomed out', () => {
	const box = boxOf(picture('a', 0, 0), whole, 100);
	expect(box).toEqual({ x: 350, y: 262.5, width: 100, height: 75 });
	const dot = boxOf(picture('a', 0, 0, 100, 4000), whole, 5);
	expect(dot.width).toBe(dot.height);
	expect(dot.x + dot.width / 2).toBeCloseTo(400);
});

describe('pictureAt', () => {
	const pictures = [picture('a', 0, 0), picture('b', 0.1, 0), picture('c', -0.9, 0.9)];
	it('finds the topmost picture, and nothing beside the pictures', () => {
		expect(pictureAt(pictures, whole, size, toScreen(whole, { x: 0.05, y: 0 }))).toBe(1);
		expect(pictureAt(pictures, whole, size, toScreen(whole, { x: -0.26, y: 0 }))).toBe(0);
		expect(pictureAt(pictures, whole, size, toScreen(whole, { x: -0.9, y: 0.9 }))).toBe(2);
		expect(pictureAt(pictures, whole, size, toScreen(whole, { x: 0.9, y: -0.9 }))).toBeUndefined();
	});

	it('tolerates imprecise pointing when zoomed out', () => {
		const crowd = Array.from({ length: 20_000 }, (_, at) => picture(String(at), at === 0 ? 0 : 0.9, 0.9));
		const { x, y } = toScreen(whole, { x: 0, y: 0.9 });
		expect(pictureAt(crowd, whole, size, { x: x + 7, y })).toBe(0);
		expect(pictureAt(crowd, whole, size, { x: x + 20, y })).toBeUndefined();
		expect(pictureAt(crowd, whole, size, { x: x + 20, y }, 100)).toBe(0);
	});
});

describe('drawPictures', () => {
	/** Notes what is drawn, and which bitmaps are asked for. */
	function drawn(pictures: readonly PlacedPicture[], view = whole, pointed?: number) {
		const calls: string[] = [];
		const asked: string[] = [];
		const context = {
			getTransform: () => ({ a: 2 }),
			drawImage: (bitmap: { hash: string }) => calls.push(bitmap.hash),
			fillRect: () => calls.push(`square ${context.fillStyle}`),
			strokeRect: () => {},
			fillStyle: '',
		};
		const cache = {
			begin: () => {},
			get: ({ hash }: { hash: string }, side: number) => {
				asked.push(`${hash} ${Math.round(side)}`);
				return hash === 'late' ? undefined : ({ hash } as never);
			},
		};
		const pen = { context: context as never, view, size, font: '', colour: (token: string) => token };
		drawPictures(pen, pictures, cache, pointed);
		return { calls, asked };
	}

	it('draws visible pictures at the screen’s resolution, the pointed one last', () => {
		const near = zoomView(whole, middle, 8, size);
		const side = thumbnailSide(near, size, 3);
		const { calls, asked } = drawn([picture('a', 0, 0), picture('b', 0.05, 0), picture('far', 0.9, 0.9)], near, 0);
		expect(calls).toEqual(['a', 'b', 'a']);
		expect(asked[0]).toBe(`a ${Math.round(side * 2)}`);
	});

	it('draws placeholders for pictures that are not decoded yet', () => {
		expect(drawn([picture('late', 0, 0)]).calls).toEqual(['square --line-strong']);
	});

	it('requests no bitmaps when zoomed out', () => {
		const crowd = Array.from({ length: 5000 }, (_, at) => picture(String(at), (at % 100) / 50 - 1, at / 2500 - 1));
		const { calls, asked } = drawn(crowd);
		expect(asked).toEqual([]);
		expect(calls).toHaveLength(5000);
		expect(calls[0]).toBe('square --accent');
	});
});
