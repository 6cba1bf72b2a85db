import { describe, expect, it } from 'vitest';
import { GifWriter } from './gif';
import { lzw } from './gifLzw';
import { choosePalette, nearest } from './palette';

/** The inverse of `lzw`, written from GIF89a's appendix F: grows its table one code behind the encoder. */
function unlzw(packed: Uint8Array, bits: number): number[] {
	const clear = 1 << bits;
	let [at, held, heldBits] = [0, 0, 0];
	let width = bits + 1;
	const read = () => {
		while (heldBits < width) {
			held |= (packed[at++] ?? 0) << heldBits;
			heldBits += 8;
		}
		const code = held & ((1 << width) - 1);
		held >>>= width;
		heldBits -= width;
		return code;
	};
	const out: number[] = [];
	let table: number[][] = [];
	let before: number[] | undefined;
	for (let code = read(); code !== clear + 1; code = read()) {
		if (code === clear) {
			table = Array.from({ length: clear + 2 }, (_, index) => [index]);
			width = bits + 1;
			before = undefined;
			continue;
		}
		const entry = table[code] ?? [...(before ?? []), before?.[0] ?? 0];
		if (before && table.length < 4096) table.push([...before, entry[0] ?? 0]);
		if (table.length === 1 << width && width < 12) width += 1;
		out.push(...entry);
		before = entry;
		if (at > packed.length + 4) throw new Error('no end code');
	}
	return out;
}

let state = 1;
const random = () => {
	state = (state * 48271) % 2147483647;
	return state;
};

describe('LZW', () => {
	it.each([
		['one index', [7]],
		['a run, where a code is used as it is made', Array.from({ length: 3000 }, () => 3)],
		['noise, until the table is full several times', Array.from({ length: 30000 }, () => random() % 256)],
		['a pattern', Array.from({ length: 9000 }, (_, at) => (at % 7) * (at % 11))],
	])('gives back %s', (_, indices) => {
		expect(unlzw(lzw(Uint8Array.from(indices), 8), 8)).toEqual(indices);
	});
});

describe('a palette', () => {
	const pixels = (...colours: [number, number, number][]) => new Uint8ClampedArray(colours.flatMap((c) => [...c, 255]));

	it('holds few colours nearly exactly', () => {
		const rgba = pixels([255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255], [0, 0, 0]);
		const palette = choosePalette(rgba, 256);
		expect(palette).toHaveLength(768);
		const indices = nearest(rgba, palette);
		for (let at = 0; at < 5; at++) {
			for (let channel = 0; channel < 3; channel++) {
				expect(palette[(indices[at] as number) * 3 + channel]).toBe(rgba[at * 4 + channel]);
			}
		}
	});

	it('is close to many colours', () => {
		const rgba = pixels(
			...Array.from({ length: 4096 }, (_, at): [number, number, number] => [at % 256, (at * 3) % 256, at >> 4]),
		);
		const palette = choosePalette(rgba, 256);
		const indices = nearest(rgba, palette);
		let error = 0;
		for (let at = 0; at < indices.length; at++) {
			for (let channel = 0; channel < 3; channel++) {
				error += ((palette[(indices[at] as number) * 3 + channel] as number) - (rgba[at * 4 + channel] as number)) ** 2;
			}
		}
		expect(Math.sqrt(error / (indices.length * 3))).toBeLessThan(12);
	});
});

describe('a GIF', () => {
	it('has the structure of the format, frame by frame', async () => {
		const gif = new GifWriter(3, 2);
		const frame = new Uint8ClampedArray(24).fill(200);
		gif.add(frame, 70);
		gif.add(frame, 1200);
		const bytes = Buffer.from(await gif.finish().arrayBuffer());
		expect(bytes.toString('latin1', 0, 6)).toBe('GIF89a');
		expect([bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([3, 2]);
		expect(bytes.at(-1)).toBe(0x3b);
		const text = bytes.toString('latin1');
		const control = Buffer.from([0x21, 0xf9, 4]).toString('latin1');
		const first = text.indexOf(control);
		const second = text.indexOf(control, first + 1);
		expect([first, second].map((at) => bytes.readUInt16LE(at + 4))).toEqual([7, 120]);
	});
});
