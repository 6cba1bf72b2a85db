/** Pictures for tests, made byte by byte: right ones, and ones broken in a known way. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { root } from '../../scripts/build';

/** What `setInputFiles` and the drop helper take. */
export interface TestFile {
	readonly name: string;
	readonly mimeType: string;
	readonly buffer: Buffer;
}

const pngFile = (name: string, buffer: Buffer): TestFile => ({ name, mimeType: 'image/png', buffer });

function chunk(type: string, content: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
	const frame = Buffer.alloc(12 + content.length);
	frame.writeUInt32BE(content.length, 0);
	body.copy(frame, 4);
	frame.writeUInt32BE(crc32(body), 8 + content.length);
	return frame;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function header(width: number, height: number, colourType: number): Buffer {
	const content = Buffer.alloc(13);
	content.writeUInt32BE(width, 0);
	content.writeUInt32BE(height, 4);
	content.writeUInt8(8, 8);
	content.writeUInt8(colourType, 9);
	return chunk('IHDR', content);
}

/** PNG colour types, and how many bytes a pixel has. */
const colourTypes = { grey: [0, 1], rgb: [2, 3], rgba: [6, 4] } as const;

/** @param pixel the bytes of the pixel at (x, y), as many as its kind has */
export function png(
	width: number,
	height: number,
	kind: keyof typeof colourTypes,
	pixel: (x: number, y: number) => readonly number[],
): Buffer {
	const [type, bytes] = colourTypes[kind];
	const rows = Buffer.alloc(height * (1 + width * bytes));
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) rows.set(pixel(x, y), y * (1 + width * bytes) + 1 + x * bytes);
	}
	const data = chunk('IDAT', deflateSync(rows));
	return Buffer.concat([signature, header(width, height, type), data, chunk('IEND', Buffer.alloc(0))]);
}

/** Coloured waves: something that a content loss can hold on to. */
const waves = (x: number, y: number): number[] => [
	128 + Math.round(120 * Math.sin(x / 9 + y / 23)),
	128 + Math.round(120 * Math.sin(y / 7)),
	128 + Math.round(120 * Math.cos((x - y) / 15)),
];

export const colours = (width = 96, height = 64, name = 'waves.png') => pngFile(name, png(width, height, 'rgb', waves));
export const greyscale = () =>
	pngFile(
		'greyscale.png',
		png(96, 64, 'grey', (x, y) => waves(x, y).slice(0, 1)),
	);
/** A picture of a single colour. */
export const blank = () =>
	pngFile(
		'blank.png',
		png(96, 64, 'rgb', () => [200, 190, 180]),
	);
/** Left half clear, right half solid. */
export const transparent = () =>
	pngFile(
		'transparent.png',
		png(96, 64, 'rgba', (x, y) => [...waves(x, y), x < 48 ? 0 : 255]),
	);

export const notAPicture = (): TestFile => ({
	name: 'notes.png',
	mimeType: 'image/png',
	buffer: Buffer.from('These are words, whatever the name says.\n'.repeat(9)),
});
export const empty = () => pngFile('empty.png', Buffer.alloc(0));
export const truncated = () => {
	const { buffer } = colours();
	return pngFile('truncated.png', buffer.subarray(0, buffer.length >> 1));
};
/** 50 bytes, and 40 gigabytes if it were decoded. */
export const gigantic = () => {
	const start = Buffer.concat([signature, header(100_000, 100_000, 2)]);
	return pngFile('gigantic.png', Buffer.concat([start, Buffer.alloc(50 - start.length)]));
};

export const sample = (name: string): TestFile => ({
	name: `${name}.jpg`,
	mimeType: 'image/jpeg',
	buffer: readFileSync(join(root, 'public', 'samples', `${name}.jpg`)),
});

/** A sample that a camera held sideways would have written: EXIF orientation 6, to be turned a quarter clockwise. */
export function sideways(name: string): TestFile {
	const { buffer } = sample(name);
	// TIFF, little-endian; one entry: tag 0x0112 (orientation), type SHORT, count 1, value 6.
	const tiff = Buffer.from('49492a00080000000100120103000100000006000000' + '00000000', 'hex');
	const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
	const marker = Buffer.from([0xff, 0xe1, 0, 0]);
	marker.writeUInt16BE(body.length + 2, 2);
	return {
		name: 'sideways.jpg',
		mimeType: 'image/jpeg',
		buffer: Buffer.concat([buffer.subarray(0, 2), marker, body, buffer.subarray(2)]),
	};
}
