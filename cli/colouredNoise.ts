/** Cloudy noise in a painting's colours: what a texture grows from when no photo stands behind it. */

/** Pixels between grid points from one octave to the next; the coarsest has two cells over the picture. */
const octaves = [1, 2, 4, 8, 16, 32, 64];

/** Numerical Recipes' congruential generator: good enough for clouds, the same on every machine. */
function uniform(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

/**
 * Sum of grids of random values, coarser ones a little larger: amplitude falls with frequency somewhat faster than 1/f,
 * as it does in pictures. Mean 0, variance 1.
 */
function clouds(size: number, random: () => number): Float64Array {
	const sum = new Float64Array(size * size);
	for (const cell of octaves) {
		const across = Math.ceil(size / cell) + 2;
		const grid = Float64Array.from({ length: across * across }, () => (random() * 2 - 1) * cell ** 0.25);
		for (let y = 0; y < size; y++) {
			const [row, v] = [Math.floor(y / cell), (y % cell) / cell];
			for (let x = 0; x < size; x++) {
				const [column, u] = [Math.floor(x / cell), (x % cell) / cell];
				const at = row * across + column;
				const top = grid[at]! * (1 - u) + grid[at + 1]! * u;
				const bottom = grid[at + across]! * (1 - u) + grid[at + across + 1]! * u;
				sum[y * size + x]! += top * (1 - v) + bottom * v;
			}
		}
	}
	const mean = sum.reduce((a, b) => a + b) / sum.length;
	const deviation = Math.sqrt(sum.reduce((a, b) => a + (b - mean) ** 2, 0) / sum.length);
	return sum.map((value) => (value - mean) / deviation);
}

/** Lower-triangular L with L Lᵀ = covariance; a direction without variance gets none. */
function cholesky(covariance: readonly number[]): number[][] {
	const l = [0, 1, 2].map(() => [0, 0, 0]);
	for (let r = 0; r < 3; r++) {
		for (let c = 0; c <= r; c++) {
			let rest = covariance[r * 3 + c] ?? 0;
			for (let k = 0; k < c; k++) rest -= l[r]![k]! * l[c]![k]!;
			l[r]![c] = r === c ? Math.sqrt(Math.max(rest, 0)) : rest / (l[c]![c]! || 1);
		}
	}
	return l;
}

/**
 * A square picture whose pixels have about this mean and covariance.
 *
 * @param mean red, green, blue in 0..1
 * @param covariance nine numbers, row by row
 * @returns RGBA, row by row
 */
export function colouredNoise(
	size: number,
	mean: readonly number[],
	covariance: readonly number[],
	seed: number,
): Uint8ClampedArray {
	const random = uniform(seed);
	const planes = [0, 1, 2].map(() => clouds(size, random));
	const mixing = cholesky(covariance);
	const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
	for (let at = 0; at < size * size; at++) {
		for (let c = 0; c < 3; c++) {
			const deviation = planes.reduce((sum, plane, k) => sum + (mixing[c]?.[k] ?? 0) * (plane[at] ?? 0), 0);
			pixels[at * 4 + c] = 255 * ((mean[c] ?? 0) + deviation);
		}
	}
	return pixels;
}
