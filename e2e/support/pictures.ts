/** Pictures for tests, made byte by byte: sound ones, and ones broken in a known way. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { root } from '../../scripts/build';
import {
	bytesOf,
	exifOrientation,
	jpegSegment,
	pngChunk,
	pngHeader,
	pngSignature,
} from '../../src/library/intake/testing/files';

/** What `setInputFiles` and the drop helper take. */
export interface TestFile {
	readonly name: string;
	readonly mimeType: string;
	readonly buffer: Buffer;
}

const pngFile = (name: string, buffer: Buffer): TestFile => ({ name, mimeType: 'image/png', buffer });

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
	return bytesOf(pngSignature, pngHeader(width, height, type), pngChunk('IDAT', deflateSync(rows)), pngChunk('IEND'));
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

/** White: all over, or a disc on nothing. */
export const white = () =>
	pngFile(
		'white.png',
		png(64, 64, 'grey', () => [255]),
	);
export const disc = () =>
	pngFile(
		'disc.png',
		png(64, 64, 'rgba', (x, y) => [255, 255, 255, (x - 32) ** 2 + (y - 32) ** 2 < 400 ? 255 : 0]),
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
	const start = bytesOf(pngSignature, pngHeader(100_000, 100_000));
	return pngFile('gigantic.png', bytesOf(start, Buffer.alloc(50 - start.length)));
};

export const sample = (name: string): TestFile => ({
	name: `${name}.jpg`,
	mimeType: 'image/jpeg',
	buffer: readFileSync(join(root, 'public', 'samples', `${name}.jpg`)),
});

/** A sample that a camera held sideways would have written: EXIF orientation 6, to be turned a quarter clockwise. */
export function sideways(name: string): TestFile {
	const { buffer } = sample(name);
	const exif = jpegSegment(0xe1, 'Exif\0\0', exifOrientation(6));
	return {
		name: 'sideways.jpg',
		mimeType: 'image/jpeg',
		buffer: bytesOf(buffer.subarray(0, 2), exif, buffer.subarray(2)),
	};
}
