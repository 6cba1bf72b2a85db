/** Cloudy noise in a painting's colours: what a texture grows from when no photo stands behind it. */

/** Waves that make up a plane: enough that none is seen by itself. */
const waves = 300;

/** Numerical Recipes' congruential generator: good enough for clouds, the same on every machine. */
function uniform(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

/**
 * Waves of random direction and phase, as many in each octave: amplitude falls as 1/frequency, as in pictures, and no
 * direction is preferred. Mean 0, variance 1.
 */
function clouds(size: number, random: () => number): Float64Array {
	const sum = new Float64Array(size * size);
	for (let wave = 0; wave < waves; wave++) {
		// From one period over the picture to one over three pixels.
		const frequency = ((2 * Math.PI) / size) * (size / 3) ** random();
		const direction = 2 * Math.PI * random();
		const [across, down] = [frequency * Math.cos(direction), frequency * Math.sin(direction)];
		const phase = 2 * Math.PI * random();
		for (let at = 0; at < sum.length; at++) {
			sum[at]! += Math.cos(across * (at % size) + down * Math.floor(at / size) + phase);
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
