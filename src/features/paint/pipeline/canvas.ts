/**
 * The canvas that is painted: the picture with a reflected margin on all sides. The network pads with zeros, which act
 * like a dark frame; the margin keeps their effect outside the picture.
 */
import { canvasSize, MARGIN } from '../shared/canvasSize';
import type { Pixels } from './pixels';

/** Extends a picture to its canvas. @param channels interleaved values per pixel */
export function extend(values: Float32Array, width: number, height: number, channels = 3): Float32Array<ArrayBuffer> {
	const size = canvasSize(width, height);
	const out = new Float32Array(size.width * size.height * channels);
	const columns = Array.from({ length: size.width }, (_, x) => reflect(x - MARGIN, width));
	let to = 0;
	for (let y = 0; y < size.height; y++) {
		const row = reflect(y - MARGIN, height) * width;
		for (const column of columns) {
			for (let c = 0; c < channels; c++) out[to++] = values[(row + column) * channels + c] as number;
		}
	}
	return out;
}

/** Crops a canvas to its picture. */
export function crop(values: Float32Array, width: number, height: number): Pixels {
	const size = canvasSize(width, height);
	const rgb = new Float32Array(width * height * 3);
	for (let y = 0; y < height; y++) {
		const from = ((y + MARGIN) * size.width + MARGIN) * 3;
		rgb.set(values.subarray(from, from + width * 3), y * width * 3);
	}
	return { width, height, rgb };
}

/** Mirrors an index back into 0..length-1 without repeating the edge, as often as it takes. */
function reflect(at: number, length: number): number {
	if (length === 1) return 0;
	const period = 2 * (length - 1);
	const inPeriod = ((at % period) + period) % period;
	return Math.min(inPeriod, period - inPeriod);
}
