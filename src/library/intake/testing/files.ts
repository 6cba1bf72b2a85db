/** Builds picture files byte by byte, so that tests can make sound ones, and ones that lie in a known way. */
import { crc32, deflateSync } from 'node:zlib';

/** Text (Latin-1), single bytes, or bytes. */
export type Part = string | number | readonly number[] | Uint8Array;

export const bytesOf = (...parts: readonly Part[]): Buffer =>
	Buffer.concat(
		parts.map((part) => {
			if (typeof part === 'string') return Buffer.from(part, 'latin1');
			return Buffer.from(typeof part === 'number' ? [part] : part);
		}),
	);

export const u16 = (value: number): number[] => [(value >>> 8) & 255, value & 255];
export const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value)];
export const le16 = (value: number): number[] => u16(value).reverse();
export const le32 = (value: number): number[] => u32(value).reverse();
const zeros = (count: number): number[] => Array<number>(count).fill(0);

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function pngChunk(type: string, ...content: readonly Part[]): Buffer {
	const body = bytesOf(type, ...content);
	return bytesOf(u32(body.length - 4), body, u32(crc32(body)));
}

/** IHDR with 8 bits a channel. @param colourType 0 grey, 2 RGB, 6 RGBA */
export const pngHeader = (width: number, height: number, colourType = 2): Buffer =>
	pngChunk('IHDR', u32(width), u32(height), [8, colourType, 0, 0, 0]);

/** A PNG of these chunks between its header and its end. */
export const pngFile = (width: number, height: number, ...chunks: readonly Uint8Array[]): Buffer =>
	bytesOf(pngSignature, pngHeader(width, height), ...chunks, pngChunk('IEND'));

/** A black PNG, whole and decodable. */
export function blackPng(width: number, height: number, ...chunks: readonly Uint8Array[]): Buffer {
	const data = pngChunk('IDAT', deflateSync(Buffer.alloc(height * (1 + width))));
	return bytesOf(pngSignature, pngHeader(width, height, 0), ...chunks, data, pngChunk('IEND'));
}

export const jpegSegment = (marker: number, ...content: readonly Part[]): Buffer => {
	const body = bytesOf(...content);
	return bytesOf(0xff, marker, u16(body.length + 2), body);
};

/** The frame header of a progressive JPEG with three components. */
export const jpegFrame = (width: number, height: number): Buffer =>
	jpegSegment(0xc2, 8, u16(height), u16(width), 3, zeros(9));

/** A WebP of chunks. @param declared the size that the container claims, if it lies */
export function webpFile(chunks: readonly (readonly [type: string, content: Part])[], declared?: number): Buffer {
	const body = bytesOf(
		'WEBP',
		...chunks.flatMap(([type, part]) => {
			const content = bytesOf(part);
			return [type, le32(content.length), content, zeros(content.length % 2)];
		}),
	);
	return bytesOf('RIFF', le32(declared ?? body.length), body);
}

/** TIFF data, little-endian, with one entry: the EXIF orientation. */
export const exifOrientation = (orientation: number): Buffer =>
	bytesOf('II', le16(42), le32(8), le16(1), le16(0x0112), le16(3), le32(1), le32(orientation), le32(0));

/** Lossless WebP data: 40 x 20 pixels, the left quarter blue, the rest red. */
const twoColours = Buffer.from('2f27c004000f10f3bffff31f0e080428fabf391c3020a2ff81dbee01', 'hex');

/** The picture of two colours, 40 x 20, to be turned by its EXIF orientation. */
export const turnedWebp = (orientation: number): Buffer =>
	webpFile([
		['VP8X', [8, 0, 0, 0, 39, 0, 0, 19, 0, 0]],
		['VP8L', twoColours],
		['EXIF', exifOrientation(orientation)],
	]);

interface GifFrame {
	readonly width: number;
	readonly height: number;
}

/** A GIF with a palette of two colours whose frames are filled by one short run of LZW codes. */
export const gifFile = (width: number, height: number, ...frames: readonly GifFrame[]): Buffer =>
	bytesOf(
		'GIF89a',
		le16(width),
		le16(height),
		[0x80, 0, 0, 0, 0, 0, 255, 255, 255],
		...frames.map((frame) => bytesOf(0x2c, zeros(4), le16(frame.width), le16(frame.height), [0, 2, 2, 0x4c, 0x01, 0])),
		0x3b,
	);

/** A bitmap of grey, 24 bits a pixel, of 100 kB at most. @param info `os2` has the header of 12 bytes, `windows` that of 40 */
export function bmpFile(width: number, height: number, info: 'os2' | 'windows' = 'windows'): Buffer {
	const size = info === 'os2' ? bytesOf(le16(width), le16(height)) : bytesOf(le32(width), le32(height));
	const header = info === 'os2' ? 12 : 40;
	const rows = Buffer.alloc(Math.min(Math.ceil((Math.abs(width) * 3) / 4) * 4 * Math.abs(height), 1e5), 90);
	const rest = zeros(header - 4 - size.length - 4);
	return bytesOf(
		'BM',
		le32(14 + header + rows.length),
		zeros(4),
		le32(14 + header),
		le32(header),
		size,
		le16(1),
		le16(24),
		rest,
		rows,
	);
}

export const box = (type: string, ...content: readonly Part[]): Buffer => {
	const body = bytesOf(...content);
	return bytesOf(u32(body.length + 8), type, body);
};

/** AVIF or HEIC as far as the sizes of its items. @param before boxes that lie in front of the description */
export const heifFile = (
	brand: string,
	sizes: readonly (readonly [width: number, height: number])[],
	...before: readonly Uint8Array[]
): Buffer =>
	bytesOf(
		box('ftyp', brand, u32(0), 'miaf'),
		...before,
		box('meta', u32(0), ...sizes.map(([width, height]) => box('ispe', u32(0), u32(width), u32(height)))),
	);

/** A whole AVIF of 40 x 20 pixels, written by libavif. */
export const smallAvif = (): Buffer =>
	Buffer.from(
		'AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADrbWV0YQAAAAAAAAAhaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAAAAAAAOcGl0' +
			'bQAAAAAAAQAAAB5pbG9jAAAAAEQAAAEAAQAAAAEAAAETAAAAMQAAAChpaW5mAAAAAAABAAAAGmluZmUCAAAAAAEAAGF2MDFDb2xvcgAAAABqaXBy' +
			'cAAAAEtpcGNvAAAAFGlzcGUAAAAAAAAAKAAAABQAAAAQcGl4aQAAAAADCAgIAAAADGF2MUOBAAwAAAAAE2NvbHJuY2x4AAEADQAGgAAAABdpcG1h' +
			'AAAAAAAAAAEAAQQBAoMEAAAAOW1kYXQSAAoJGBUnm0QENBoQMiJHEeHhd3TTTTCwACDv+tvUzWeM4GfIbkC2dkjwFReRBhF4',
		'base64',
	);
