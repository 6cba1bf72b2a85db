import { luma } from './colour';
import type { Pixels } from './pixels';

/** One number per pixel, row by row. */
export interface Plane {
	readonly width: number;
	readonly height: number;
	readonly values: Float32Array;
}

/** The lightness of a picture, 0 to 1. */
export const lightness = ({ width, height, rgb }: Pixels): Plane => ({
	width,
	height,
	values: Float32Array.from({ length: width * height }, (_, at) => luma(rgb, at * 3)),
});

/** Halves a plane by averaging squares of four pixels; an odd last row or column is left out. */
export function halved({ width, height, values }: Plane): Plane {
	const [w, h] = [Math.floor(width / 2), Math.floor(height / 2)];
	const out = new Float32Array(w * h);
	for (let y = 0; y < h; y++) {
		for (let x = 0; x < w; x++) {
			const at = 2 * y * width + 2 * x;
			const four = [values[at], values[at + 1], values[at + width], values[at + width + 1]] as number[];
			out[y * w + x] = four.reduce((a, b) => a + b, 0) / 4;
		}
	}
	return { width: w, height: h, values: out };
}

/** A plane between its pixels, bilinearly; beyond its edges, its outermost pixels. */
export function sample({ width, height, values }: Plane, x: number, y: number): number {
	const inX = Math.min(Math.max(x, 0), width - 1);
	const inY = Math.min(Math.max(y, 0), height - 1);
	const left = Math.floor(inX);
	const top = Math.floor(inY);
	const dx = inX - left;
	const dy = inY - top;
	const at = top * width + left;
	const right = left < width - 1 ? 1 : 0;
	const down = top < height - 1 ? width : 0;
	const upper = (values[at] as number) * (1 - dx) + (values[at + right] as number) * dx;
	const lower = (values[at + down] as number) * (1 - dx) + (values[at + down + right] as number) * dx;
	return upper * (1 - dy) + lower * dy;
}
