/** Recolours a picture by a linear map. A painting starts from it, so that no evaluation is spent on global colour changes. */

export interface ColourStatistics {
	/** Mean of R, G, B in 0..1. */
	readonly mean: readonly number[];
	/** 3x3 covariance of R, G, B, row by row. */
	readonly covariance: readonly number[];
}

type Matrix = readonly (readonly number[])[];

/** Least variance: a picture of one colour has none to scale. */
const LEAST_VARIANCE = 1e-5;

const at = (m: Matrix, i: number, j: number) => m[i]?.[j] ?? 0;
const build = (f: (i: number, j: number) => number): Matrix => [0, 1, 2].map((i) => [0, 1, 2].map((j) => f(i, j)));
const times = (a: Matrix, b: Matrix) =>
	build((i, j) => at(a, i, 0) * at(b, 0, j) + at(a, i, 1) * at(b, 1, j) + at(a, i, 2) * at(b, 2, j));

/** Computes eigenvectors (columns) and eigenvalues of a symmetric 3x3 matrix by Jacobi rotations (Golub and Van Loan, 8.5). */
function eigen(symmetric: Matrix): { values: number[]; vectors: Matrix } {
	let a = symmetric;
	let v: Matrix = build((i, j) => (i === j ? 1 : 0));
	for (let sweep = 0; sweep < 12; sweep++) {
		for (const [p, q] of [
			[0, 1],
			[0, 2],
			[1, 2],
		] as const) {
			const angle = 0.5 * Math.atan2(2 * at(a, p, q), at(a, q, q) - at(a, p, p));
			const [c, s] = [Math.cos(angle), Math.sin(angle)];
			const rotation = build((i, j) => {
				if (i === p && j === q) return s;
				if (i === q && j === p) return -s;
				if (i === j) return i === p || i === q ? c : 1;
				return 0;
			});
			const transposed = build((i, j) => at(rotation, j, i));
			a = times(transposed, times(a, rotation));
			v = times(v, rotation);
		}
	}
	return { values: [0, 1, 2].map((i) => at(a, i, i)), vectors: v };
}

function power(symmetric: Matrix, exponent: number, least = LEAST_VARIANCE): Matrix {
	const { values, vectors } = eigen(symmetric);
	const scaled = values.map((value) => Math.max(value, least) ** exponent);
	return build((i, j) =>
		[0, 1, 2].reduce((sum, k) => sum + at(vectors, i, k) * (scaled[k] ?? 0) * at(vectors, j, k), 0),
	);
}

const asMatrix = (flat: readonly number[]): Matrix => build((i, j) => flat[3 * i + j] ?? 0);

/** Mean and covariance of interleaved RGB values in 0..1. */
export function measureColours(rgb: ArrayLike<number>): ColourStatistics {
	const pixels = Math.floor(rgb.length / 3);
	const mean = [0, 0, 0];
	const second = new Array<number>(9).fill(0);
	for (let p = 0; p < pixels; p++) {
		for (let i = 0; i < 3; i++) {
			const a = rgb[3 * p + i] ?? 0;
			mean[i] = (mean[i] ?? 0) + a / pixels;
			for (let j = 0; j < 3; j++) {
				second[3 * i + j] = (second[3 * i + j] ?? 0) + (a * (rgb[3 * p + j] ?? 0)) / pixels;
			}
		}
	}
	const covariance = second.map((value, k) => value - (mean[Math.floor(k / 3)] ?? 0) * (mean[k % 3] ?? 0));
	return { mean, covariance };
}

/** Weighted mean of several pictures' statistics, which blends their palettes. Weights need not sum to 1. */
export function blendColours(parts: readonly { colours: ColourStatistics; weight: number }[]): ColourStatistics {
	const total = parts.reduce((sum, { weight }) => sum + weight, 0);
	const mix = (pick: (c: ColourStatistics) => readonly number[], length: number) =>
		Array.from({ length }, (_, k) =>
			parts.reduce((sum, { colours, weight }) => sum + ((pick(colours)[k] ?? 0) * weight) / total, 0),
		);
	return { mean: mix((c) => c.mean, 3), covariance: mix((c) => c.covariance, 9) };
}

/**
 * Maps a picture (interleaved RGB in 0..1) to the given mean and covariance, clamped to 0..1, by the linear
 * Monge-Kantorovitch map, which moves colours least (Pitié and Kokaram 2007).
 */
export function recolour(rgb: Float32Array, wanted: ColourStatistics): Float32Array<ArrayBuffer> {
	const own = measureColours(rgb);
	const root = power(asMatrix(own.covariance), 0.5);
	const inverse = power(asMatrix(own.covariance), -0.5);
	// A product of two covariances: its eigenvalues are variances squared.
	const middle = power(times(root, times(asMatrix(wanted.covariance), root)), 0.5, LEAST_VARIANCE ** 2);
	const map = times(inverse, times(middle, inverse));
	const out = new Float32Array(rgb.length);
	for (let p = 0; p + 2 < rgb.length; p += 3) {
		for (let i = 0; i < 3; i++) {
			let value = wanted.mean[i] ?? 0;
			for (let j = 0; j < 3; j++) value += at(map, i, j) * ((rgb[p + j] ?? 0) - (own.mean[j] ?? 0));
			out[p + i] = Math.min(1, Math.max(0, value));
		}
	}
	return out;
}
