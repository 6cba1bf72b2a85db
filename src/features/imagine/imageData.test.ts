import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { greyMap } from './imageData';

beforeEach(() => {
	vi.stubGlobal(
		'ImageData',
		class {
			readonly data: Uint8ClampedArray;
			constructor(width: number, height: number) {
				this.data = new Uint8ClampedArray(4 * width * height);
			}
		},
	);
});
afterEach(() => vi.unstubAllGlobals());

it('colours each value of a map', () => {
	const grey = greyMap(Uint8Array.from([0, 7, 255, 128]), 2);
	expect([...grey.data]).toEqual([0, 0, 0, 255, 7, 7, 7, 255, 255, 255, 255, 255, 128, 128, 128, 255]);
	const halved = greyMap(Uint8Array.from([255]), 1, (value) => [value / 2, 10, 300]);
	expect([...halved.data]).toEqual([128, 10, 255, 255]);
});

it('asks for the colour of a value once, however large the map is', () => {
	const paint = vi.fn((value: number) => [value, 0, 0] as const);
	greyMap(new Uint8Array(128 * 128), 128, paint);
	expect(paint.mock.calls.length).toBeLessThanOrEqual(256);
});
