import type { Palette } from 'gifenc';
import { describe, expect, it } from 'vitest';
import { dither } from './dither';
import { createGif } from './gif';

const grey = (values: readonly number[]) => new Uint8ClampedArray(values.flatMap((v) => [v, v, v, 255]));
const blackAndWhite: Palette = [
	[0, 0, 0],
	[255, 255, 255],
];

describe('dithering', () => {
	it('keeps colours of the palette as they are', () => {
		expect([...dither(grey([0, 255, 255, 0]), 2, blackAndWhite)]).toEqual([0, 1, 1, 0]);
	});

	it.each([32, 128, 200])('keeps the mean of a plain grey of %i', (level) => {
		const indices = dither(grey(Array.from({ length: 64 * 64 }, () => level)), 64, blackAndWhite);
		const mean = (indices.reduce((sum, index) => sum + index, 0) / indices.length) * 255;
		expect(Math.abs(mean - level)).toBeLessThan(6);
	});

	it('carries no error from the end of a row to the start of the same row', () => {
		const left = dither(grey(Array.from({ length: 8 }, (_, at) => (at % 4 === 3 ? 120 : 0))), 4, blackAndWhite);
		expect(left[0]).toBe(0);
		expect(left[4]).toBe(0);
	});
});

describe('a GIF', () => {
	const frame = (value: number) => grey(Array.from({ length: 6 }, () => value));

	it('has its size, repeats for ever, and shows every frame for its time', () => {
		const gif = createGif();
		gif.add(frame(200), 3, 2, 70);
		gif.add(frame(10), 3, 2, 1200);
		const bytes = Buffer.from(gif.finish());
		expect(bytes.toString('latin1', 0, 6)).toBe('GIF89a');
		expect([bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([3, 2]);
		expect(bytes.at(-1)).toBe(0x3b);
		const text = bytes.toString('latin1');
		expect(text).toContain('NETSCAPE2.0\x03\x01\x00\x00');
		const control = '\x21\xf9\x04';
		const first = text.indexOf(control);
		const second = text.indexOf(control, first + 1);
		expect([first, second].map((at) => bytes.readUInt16LE(at + 4))).toEqual([7, 120]);
	});
});
