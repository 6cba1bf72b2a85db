import type { BirdPicture } from './types';

const cache = new WeakMap<BirdPicture, ImageData>();

/** The picture as ImageData for a canvas, cached by picture. */
export function imageDataOf(picture: BirdPicture): ImageData {
	const known = cache.get(picture);
	if (known !== undefined) return known;
	const data = new ImageData(picture.pixels, picture.size, picture.size);
	cache.set(picture, data);
	return data;
}

/** Colours a map. @param map `size * size` values of 0 to 255 @param paint the colour of a value as red, green and blue; default grey */
export function greyMap(
	map: Uint8Array,
	size: number,
	paint: (value: number) => readonly [number, number, number] = (value) => [value, value, value],
): ImageData {
	const data = new ImageData(size, size);
	// One colour for each value, and one write for each pixel: the blocks of both generators have 700,000 of them.
	const colours = Array.from({ length: 256 }, (_, value) => [...paint(value), 255]);
	const palette = new Uint32Array(Uint8ClampedArray.from(colours.flat()).buffer);
	const pixels = new Uint32Array(data.data.buffer);
	for (let at = 0; at < map.length; at++) pixels[at] = palette[map[at] as number] as number;
	return data;
}

/** Side of a film's frames, px. */
const filmSide = 256;

/** Enlarges a sketch to the size of a detail with the canvas's own interpolation, so that all films have the same size. */
export function enlarged(picture: BirdPicture): ImageData {
	const data = imageDataOf(picture);
	if (picture.size >= filmSide) return data;
	const small = new OffscreenCanvas(picture.size, picture.size);
	small.getContext('2d')?.putImageData(data, 0, 0);
	const large = new OffscreenCanvas(filmSide, filmSide).getContext('2d');
	if (large === null) return data;
	large.drawImage(small, 0, 0, filmSide, filmSide);
	return large.getImageData(0, 0, filmSide, filmSide);
}

/** Cuts a picture of equal squares, row by row, into birds. @param size side of one, px */
export async function birdsIn(picture: Blob, size: number): Promise<readonly BirdPicture[]> {
	const bitmap = await createImageBitmap(picture);
	const [columns, rows] = [bitmap.width / size, bitmap.height / size];
	const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true });
	if (canvas === null) return [];
	canvas.drawImage(bitmap, 0, 0);
	bitmap.close();
	return Array.from({ length: columns * rows }, (_, at) => {
		const [x, y] = [(at % columns) * size, Math.floor(at / columns) * size];
		const { data } = canvas.getImageData(x, y, size, size);
		return { size, pixels: data as Uint8ClampedArray<ArrayBuffer> };
	});
}
