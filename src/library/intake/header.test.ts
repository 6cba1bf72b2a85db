import { describe, expect, it } from 'vitest';
import { readHeader } from './header';
import * as files from './testing/files';

const stillOf = (format: string, width: number, height: number) => ({
	format,
	width,
	height,
	animated: false,
	truncated: false,
});

describe('a PNG header', () => {
	it('tells a bomb of 45 bytes by its declared size', () => {
		const bomb = files.pngFile(100_000, 100_000);
		expect(bomb.length).toBe(45);
		expect(readHeader(bomb)).toEqual(stillOf('png', 100_000, 100_000));
	});

	it('tells a file that ends before its picture', () => {
		const whole = files.blackPng(3, 2);
		expect(readHeader(whole)?.truncated).toBe(false);
		expect(readHeader(whole.subarray(0, -14))?.truncated).toBe(true);
	});

	it('calls two frames an animation, one not', () => {
		const withFrames = (frames: number) =>
			readHeader(files.pngFile(3, 2, files.pngChunk('acTL', files.u32(frames), files.u32(0))));
		expect(withFrames(2)?.animated).toBe(true);
		expect(withFrames(1)?.animated).toBe(false);
	});
});

describe('a JPEG header', () => {
	const start = [0xff, 0xd8];
	const scan = files.bytesOf(files.jpegSegment(0xda, [1, 2, 3]), [9, 9, 9, 0xff, 0x00, 9]);
	const end = [0xff, 0xd9];

	it('finds the frame after other segments, fill bytes and tables', () => {
		const table = files.jpegSegment(0xc4, files.u16(1), files.u16(1), files.u16(1));
		const file = files.bytesOf(
			start,
			files.jpegSegment(0xe0, 'JFIF'),
			0xff,
			0xff,
			table,
			files.jpegFrame(640, 427),
			scan,
			end,
		);
		expect(readHeader(file)).toEqual(stillOf('jpeg', 640, 427));
	});

	it.each([
		['a data byte that looks like a segment', [0xff, 0x00, ...files.u16(21)]],
		['bytes that belong to nothing', [1, 2, 3, 0x00]],
	])('is not hidden by %s', (_, hiding) => {
		const file = files.bytesOf(
			start,
			files.jpegSegment(0xe0, 'JFIF'),
			hiding,
			files.jpegFrame(30_000, 20_000),
			scan,
			end,
		);
		expect(readHeader(file)).toMatchObject({ width: 30_000, height: 20_000 });
	});

	it('takes the larger of two frames', () => {
		const file = files.bytesOf(start, files.jpegFrame(30_000, 20_000), files.jpegFrame(8, 8), scan, end);
		expect(readHeader(file)).toMatchObject({ width: 30_000, height: 20_000 });
	});

	it('is not fooled by the end marker of the thumbnail in its EXIF block', () => {
		const exif = files.jpegSegment(0xe1, 'Exif', end);
		expect(readHeader(files.bytesOf(start, exif, files.jpegFrame(8, 8), scan))?.truncated).toBe(true);
		expect(readHeader(files.bytesOf(start, exif))?.truncated).toBe(true);
	});
});

describe('a WebP header', () => {
	it.each([
		['VP8X', [0, 0, 0, 0, ...files.le32(1023).slice(0, 3), ...files.le32(767).slice(0, 3)]],
		['VP8L', [0x2f, ...files.le32(1023 | (767 << 14))]],
		['VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, ...files.le16(1024), ...files.le16(768)]],
	])('%s holds the size in its own way', (type, content) => {
		expect(readHeader(files.webpFile([[type, content]]))).toEqual({ ...stillOf('webp', 1024, 768), orientation: 1 });
	});

	it('tells animation and truncation', () => {
		expect(readHeader(files.webpFile([['VP8X', [2, 0, 0, 0, 0, 0, 0, 0, 0, 0]]]))?.animated).toBe(true);
		expect(readHeader(files.webpFile([['VP8L', [0x2f, 0, 0, 0, 0]]], 5000))?.truncated).toBe(true);
	});

	it('tells its EXIF orientation, in either byte order, with or without the marker of a JPEG', () => {
		const withExif = (exif: Uint8Array) =>
			readHeader(
				files.webpFile([
					['VP8L', [0x2f, 0, 0, 0, 0]],
					['EXIF', exif],
				]),
			)?.orientation;
		const bigEndian = files.bytesOf(
			'MM',
			files.u16(42),
			files.u32(8),
			files.u16(1),
			files.u16(0x0112),
			files.u16(3),
			files.u32(1),
			files.u16(3),
			files.u16(0),
			files.u32(0),
		);
		expect(readHeader(files.turnedWebp(6))?.orientation).toBe(6);
		expect(withExif(bigEndian)).toBe(3);
		expect(withExif(files.bytesOf('Exif\0\0', files.exifOrientation(8)))).toBe(8);
		expect(
			[files.exifOrientation(9), files.exifOrientation(6).subarray(0, 12), files.bytesOf('II')].map(withExif),
		).toEqual([1, 1, 1]);
	});
});

describe('a GIF header', () => {
	const small = { width: 20, height: 10 };

	it('counts frames', () => {
		expect(readHeader(files.gifFile(20, 10, small))).toEqual(stillOf('gif', 20, 10));
		expect(readHeader(files.gifFile(20, 10, small, small))?.animated).toBe(true);
	});

	it('has the size of a frame that is larger than its screen', () => {
		expect(readHeader(files.gifFile(20, 10, { width: 60_000, height: 50_000 }))).toEqual(
			stillOf('gif', 60_000, 50_000),
		);
	});

	it('needs the first frame whole', () => {
		expect(readHeader(files.gifFile(20, 10, small).subarray(0, -3))?.truncated).toBe(true);
	});
});

describe('an AVIF or HEIC header', () => {
	it('takes the largest item for the picture', () => {
		const file = files.heifFile('avif', [
			[160, 120],
			[4000, 3000],
		]);
		expect(readHeader(file)).toEqual(stillOf('avif', 4000, 3000));
		expect(readHeader(files.heifFile('heic', [[512, 512]]))?.format).toBe('heic');
		expect(readHeader(files.heifFile('avis', [[64, 64]]))?.animated).toBe(true);
	});

	it('is found however much lies in front of it', () => {
		const free = files.box('free', new Uint8Array(70_000));
		expect(readHeader(files.heifFile('avif', [[16_000, 15_000]], free))).toEqual(stillOf('avif', 16_000, 15_000));
		const long = files.bytesOf(files.u32(1), 'free', files.u32(0), files.u32(16 + 9), new Uint8Array(9));
		expect(readHeader(files.heifFile('avif', [[4000, 3000]], long))).toEqual(stillOf('avif', 4000, 3000));
	});

	it('is no film', () => {
		expect(readHeader(files.box('ftyp', 'isom', files.u32(0)))).toBeUndefined();
	});

	it('tells a last files.box that is cut', () => {
		expect(
			readHeader(files.bytesOf(files.heifFile('avif', [[64, 64]]), files.box('mdat', [1, 2, 3])).subarray(0, -2))
				?.truncated,
		).toBe(true);
	});
});

describe('other bytes', () => {
	it('knows bitmaps of Windows and OS/2, and rows that run downwards', () => {
		expect(readHeader(files.bmpFile(7, -5))).toEqual(stillOf('bmp', 7, 5));
		expect(readHeader(files.bmpFile(40, 20, 'os2'))).toEqual(stillOf('bmp', 40, 20));
	});

	it('knows no picture in text, nothing, or a name that lies', () => {
		expect(readHeader(files.bytesOf())).toBeUndefined();
		expect(readHeader(files.bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeUndefined();
		expect(readHeader(files.bytesOf(0xff, 0xd8))).toBeUndefined();
	});
});
