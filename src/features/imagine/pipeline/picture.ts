/** Converts a generator's output to a picture. */
import type { BirdPicture } from '../types';

/** @param rgb interleaved values from -1 (dark) to 1 (light); values outside are clamped */
export function pictureOf(rgb: Float32Array, size: number): BirdPicture {
	const pixels = new Uint8ClampedArray(size * size * 4);
	for (let from = 0, to = 0; to < pixels.length; from += 3, to += 4) {
		for (let channel = 0; channel < 3; channel++) pixels[to + channel] = ((rgb[from + channel] as number) + 1) * 127.5;
		pixels[to + 3] = 255;
	}
	return { size, pixels };
}
