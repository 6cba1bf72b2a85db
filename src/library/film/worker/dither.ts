import type { Palette } from 'gifenc';

/** Shares of a pixel's error that its neighbours get: right, below left, below, below right. */
const [right, belowLeft, below, belowRight] = [7 / 16, 3 / 16, 5 / 16, 1 / 16];

const clamp = (value: number) => (value < 0 ? 0 : value > 255 ? 255 : value);

/** Makes a function that finds the nearest palette entry, and remembers one answer for each cell of a 32 x 32 x 32 grid of colours. */
function nearestIn(palette: Palette): (red: number, green: number, blue: number) => number {
	const known = new Int16Array(32768).fill(-1);
	return (red, green, blue) => {
		const cell = ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);
		if ((known[cell] as number) >= 0) return known[cell] as number;
		let [best, least] = [0, Number.POSITIVE_INFINITY];
		for (const [at, [r, g, b]] of palette.entries()) {
			const distance = (red - r) ** 2 + (green - g) ** 2 + (blue - b) ** 2;
			if (distance < least) [best, least] = [at, distance];
		}
		known[cell] = best;
		return best;
	};
}

/**
 * Assigns each pixel a palette entry and spreads its error to the neighbours (Floyd and Steinberg 1976), so that gradients
 * keep their mean colour instead of breaking into bands.
 * @param rgba 4 bytes a pixel, row by row; alpha is ignored
 * @returns the index of each pixel's entry
 */
export function dither(rgba: Uint8ClampedArray, width: number, palette: Palette): Uint8Array {
	const nearest = nearestIn(palette);
	const indices = new Uint8Array(rgba.length / 4);
	// Errors of this row and the next, three channels a pixel, with a pixel to spare on both sides.
	let [here, next] = [new Float32Array((width + 2) * 3), new Float32Array((width + 2) * 3)];
	for (let at = 0, column = 0; at < indices.length; at++, column++) {
		if (column === width) {
			column = 0;
			[here, next] = [next, here.fill(0)];
		}
		const slot = (column + 1) * 3;
		const wanted = [0, 1, 2].map((c) => clamp((rgba[at * 4 + c] as number) + (here[slot + c] as number)));
		const index = nearest(wanted[0] as number, wanted[1] as number, wanted[2] as number);
		indices[at] = index;
		for (let c = 0; c < 3; c++) {
			const error = (wanted[c] as number) - (palette[index]?.[c as 0 | 1 | 2] as number);
			(here[slot + 3 + c] as number) += error * right;
			(next[slot - 3 + c] as number) += error * belowLeft;
			(next[slot + c] as number) += error * below;
			(next[slot + 3 + c] as number) += error * belowRight;
		}
	}
	return indices;
}
