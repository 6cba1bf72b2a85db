import { describe, expect, it } from 'vitest';
import { readHeader } from './header';

const latin1 = (text: string) => [...Buffer.from(text, 'latin1')];
const u16 = (value: number) => [value >>> 8, value & 255];
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];
const le16 = (value: number) => u16(value).reverse();
const le32 = (value: number) => u32(value).reverse();
const header = (...bytes: number[]) => readHeader(Uint8Array.from(bytes));

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const pngChunk = (type: string, content: number[]) => [...u32(content.length), ...latin1(type), ...content, ...u32(0)];
const ihdr = (width: number, height: number) => pngChunk('IHDR', [...u32(width), ...u32(height), 8, 6, 0, 0, 0]);

const segment = (marker: number, content: number[]) => [0xff, marker, ...u16(content.length + 2), ...content];
const frameHeader = (width: number, height: number) => segment(0xc2, [8, ...u16(height), ...u16(width), 3]);

const box = (type: string, content: number[]) => [...u32(content.length + 8), ...latin1(type), ...content];
const ispe = (width: number, height: number) => box('ispe', [...u32(0), ...u32(width), ...u32(height)]);

describe('a PNG header', () => {
	it('tells a bomb of 57 bytes by its declared size', () => {
		const bomb = [...pngSignature, ...ihdr(100_000, 100_000), ...pngChunk('IEND', [])];
		expect(header(...bomb)).toMatchObject({ format: 'png', width: 100_000, height: 100_000, truncated: false });
	});

	it('tells a file that ends before its picture', () => {
		const idat = pngChunk('IDAT', [1, 2, 3, 4, 5, 6]);
		expect(header(...pngSignature, ...ihdr(3, 2), ...idat.slice(0, 10))?.truncated).toBe(true);
		expect(header(...pngSignature, ...ihdr(3, 2), ...idat, ...pngChunk('IEND', []))?.truncated).toBe(false);
	});

	it('calls two frames an animation, one not', () => {
		const withFrames = (frames: number) =>
			header(...pngSignature, ...ihdr(3, 2), ...pngChunk('acTL', [...u32(frames), ...u32(0)]), ...pngChunk('IEND', []));
		expect(withFrames(2)?.animated).toBe(true);
		expect(withFrames(1)?.animated).toBe(false);
	});
});

describe('a JPEG header', () => {
	const start = [0xff, 0xd8];
	const scan = [...segment(0xda, [1, 2, 3]), 9, 9, 9, 0xff, 0x00, 9];

	it('finds the frame behind other segments, fill bytes and tables', () => {
		const table = segment(0xc4, [...u16(1), ...u16(1), ...u16(1)]);
		const bytes = [
			...start,
			...segment(0xe0, latin1('JFIF')),
			0xff,
			0xff,
			...table.slice(1),
			...frameHeader(640, 427),
			...scan,
			0xff,
			0xd9,
		];
		expect(header(...bytes)).toEqual({ format: 'jpeg', width: 640, height: 427, animated: false, truncated: false });
	});

	it('is not fooled by the end marker of the thumbnail in its EXIF block', () => {
		const exif = segment(0xe1, [...latin1('Exif'), 0xff, 0xd9]);
		expect(header(...start, ...exif, ...frameHeader(8, 8), ...scan)?.truncated).toBe(true);
		expect(header(...start, ...exif)?.truncated).toBe(true);
	});
});

describe('a WebP header', () => {
	const riff = (type: string, content: number[], declared?: number) => {
		const body = [...latin1('WEBP'), ...latin1(type), ...le32(content.length), ...content];
		return [...latin1('RIFF'), ...le32(declared ?? body.length), ...body];
	};
	it.each([
		['VP8X', [0, 0, 0, 0, ...le32(1023).slice(0, 3), ...le32(767).slice(0, 3)]],
		['VP8L', [0x2f, ...le32(1023 | (767 << 14))]],
		['VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, ...le16(1024), ...le16(768)]],
	])('%s holds the size in its own way', (type, content) => {
		expect(header(...riff(type, content))).toEqual({
			format: 'webp',
			width: 1024,
			height: 768,
			animated: false,
			truncated: false,
		});
	});
	it('tells animation and truncation', () => {
		expect(header(...riff('VP8X', [2, 0, 0, 0, 0, 0, 0, 0, 0, 0]))?.animated).toBe(true);
		expect(header(...riff('VP8L', [0x2f, 0, 0, 0, 0], 5000))?.truncated).toBe(true);
	});
});

describe('a GIF header', () => {
	const screen = [...latin1('GIF89a'), ...le16(20), ...le16(10), 0x80, 0, 0, ...new Array(6).fill(0)];
	const frame = [0x2c, ...new Array(8).fill(0), 0, 2, 2, 0x4c, 0x01, 0];
	const control = [0x21, 0xf9, 4, 0, 0, 0, 0, 0];
	it('counts frames', () => {
		expect(header(...screen, ...control, ...frame, 0x3b)).toEqual({
			format: 'gif',
			width: 20,
			height: 10,
			animated: false,
			truncated: false,
		});
		expect(header(...screen, ...control, ...frame, ...control, ...frame, 0x3b)?.animated).toBe(true);
	});
	it('needs the first frame whole', () => {
		expect(header(...screen, ...control, ...frame.slice(0, -2))?.truncated).toBe(true);
	});
});

describe('an AVIF or HEIC header', () => {
	const file = (brand: string, ...sizes: [number, number][]) => [
		...box('ftyp', [...latin1(brand), ...u32(0), ...latin1('miaf')]),
		...box('meta', [...u32(0), ...sizes.flatMap(([width, height]) => ispe(width, height))]),
	];
	it('takes the largest item for the picture', () => {
		expect(header(...file('avif', [160, 120], [4000, 3000]))).toEqual({
			format: 'avif',
			width: 4000,
			height: 3000,
			animated: false,
			truncated: false,
		});
		expect(header(...file('heic', [512, 512]))?.format).toBe('heic');
		expect(header(...file('avis', [64, 64]))?.animated).toBe(true);
	});
	it('is no film', () => {
		expect(header(...box('ftyp', [...latin1('isom'), ...u32(0)]))).toBeUndefined();
	});
	it('tells a last box that is cut', () => {
		expect(header(...file('avif', [64, 64]), ...box('mdat', [1, 2, 3]).slice(0, -2))?.truncated).toBe(true);
	});
});

describe('other bytes', () => {
	it('knows a bitmap whose rows run downwards', () => {
		const bmp = [
			...latin1('BM'),
			...le32(54),
			...new Array(12).fill(0),
			...le32(7),
			...le32(-5 >>> 0),
			...new Array(28).fill(0),
		];
		expect(header(...bmp)).toEqual({ format: 'bmp', width: 7, height: 5, animated: false, truncated: false });
	});
	it('knows no picture in text, nothing, or a name that lies', () => {
		expect(header()).toBeUndefined();
		expect(header(...latin1('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeUndefined();
		expect(header(0xff, 0xd8)).toBeUndefined();
	});
});
