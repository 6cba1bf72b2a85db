/** Moves pictures along an optical flow, and tells where that holds. */
import type { Pixels } from '../pixels';
import { sample } from '../plane';
import type { Flow } from './opticalFlow';

/**
 * The picture that is `picture` moved along a flow: at (x, y), what lies at (x + u, y + v). By cubic interpolation
 * (Keys 1981), which blurs less than a linear one: a clip's frames are moved again and again.
 */
export function warp({ width, height, rgb }: Pixels, { u, v }: Flow): Pixels {
	const out = new Float32Array(rgb.length);
	const [columns, rows] = [taps(width), taps(height)];
	for (let y = 0, at = 0; y < height; y++) {
		for (let x = 0; x < width; x++, at++) {
			columns.around(x + (u[at] as number));
			rows.around(y + (v[at] as number));
			for (let tap = 0; tap < 16; tap++) {
				const [row, column] = [tap >> 2, tap & 3];
				const weight = (rows.weights[row] as number) * (columns.weights[column] as number);
				const from = 3 * ((rows.places[row] as number) * width + (columns.places[column] as number));
				for (let c = 0; c < 3; c++) out[3 * at + c] = (out[3 * at + c] as number) + weight * (rgb[from + c] as number);
			}
		}
	}
	return { width, height, rgb: out };
}

/** The four pixels around a place on a line of `length`, and their weights. The arrays are used again and again. */
function taps(length: number) {
	const places = new Int32Array(4);
	const weights = new Float32Array(4);
	function around(place: number): void {
		const inside = Math.min(Math.max(place, 0), length - 1);
		const first = Math.floor(inside);
		const t = inside - first;
		for (let tap = 0; tap < 4; tap++) places[tap] = Math.min(Math.max(first + tap - 1, 0), length - 1);
		weights[0] = (((2 - t) * t - 1) * t) / 2;
		weights[1] = ((3 * t - 5) * t * t + 2) / 2;
		weights[2] = (((4 - 3 * t) * t + 1) * t) / 2;
		weights[3] = ((t - 1) * t * t) / 2;
	}
	return { places, weights, around };
}

/**
 * Where a flow shows the same in both pictures: 1, or 0 at what came into view and at the edges of what moves (Sundaram,
 * Brox and Keutzer 2010; Ruder, Dosovitskiy and Brox 2016).
 * @param flow from the picture to the one before @param back from the one before to the picture
 */
export function consistency(flow: Flow, back: Flow): Float32Array {
	const { width, height, u, v } = flow;
	const [backU, backV] = [
		{ width, height, values: back.u },
		{ width, height, values: back.v },
	];
	return Float32Array.from({ length: width * height }, (_, at) => {
		const [x, y] = [at % width, Math.floor(at / width)];
		const [du, dv] = [u[at] as number, v[at] as number];
		const [toX, toY] = [x + du, y + dv];
		if (toX < -0.5 || toY < -0.5 || toX > width - 0.5 || toY > height - 0.5) return 0;
		const [bu, bv] = [sample(backU, toX, toY), sample(backV, toX, toY)];
		const there = du * du + dv * dv;
		if ((du + bu) ** 2 + (dv + bv) ** 2 > 0.01 * (there + bu * bu + bv * bv) + 0.5) return 0;
		const [right, below] = [x < width - 1 ? at + 1 : at, y < height - 1 ? at + width : at];
		const slope = [u, v].reduce(
			(sum, plane) =>
				sum +
				((plane[right] as number) - (plane[at] as number)) ** 2 +
				((plane[below] as number) - (plane[at] as number)) ** 2,
			0,
		);
		return slope > 0.01 * there + 0.002 ? 0 : 1;
	});
}
