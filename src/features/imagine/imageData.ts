import type { BirdPicture } from './types';

const made = new WeakMap<BirdPicture, ImageData>();

/** As canvases take it; made once for each picture. */
export function imageDataOf(picture: BirdPicture): ImageData {
	const known = made.get(picture);
	if (known !== undefined) return known;
	const data = new ImageData(picture.pixels, picture.size, picture.size);
	made.set(picture, data);
	return data;
}

/** @param map `size * size` values of 0 to 255 @param paint the colour of a value, red, green and blue */
export function greyMap(
	map: Uint8Array,
	size: number,
	paint: (value: number) => readonly [number, number, number] = (value) => [value, value, value],
): ImageData {
	const data = new ImageData(size, size);
	map.forEach((value, at) => {
		data.data.set([...paint(value), 255], 4 * at);
	});
	return data;
}

/** Side of a film's frames. */
const filmSide = 256;

/** A sketch at the size of a detail, so that films of either are of one size; between its pixels as canvases draw it. */
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
