/** Keeps the photo's colours: luma from the painting, chroma from the photo (jcjohnson/neural-style's -original_colors). */
import type { Pixels } from './pixels';

/** Luma coefficients of R, G, B (ITU-R BT.601). */
const LUMA = [0.299, 0.587, 0.114] as const;

/**
 * Combines Y of the painting with U and V of the photo, both of one size: adds the difference in Y to the photo's R, G
 * and B.
 */
export function withColoursOf(painting: Pixels, photo: Pixels): Pixels {
	const rgb = new Float32Array(painting.rgb.length);
	for (let at = 0; at < rgb.length; at += 3) {
		const lighter = luma(painting.rgb, at) - luma(photo.rgb, at);
		for (let c = 0; c < 3; c++) rgb[at + c] = (photo.rgb[at + c] as number) + lighter;
	}
	return { width: painting.width, height: painting.height, rgb };
}

/** Luma of the pixel that begins at `at`, clamped to 0..1. */
export function luma(rgb: Float32Array, at: number): number {
	let sum = 0;
	for (let c = 0; c < 3; c++) sum += (LUMA[c] as number) * Math.min(1, Math.max(0, rgb[at + c] as number));
	return sum;
}
