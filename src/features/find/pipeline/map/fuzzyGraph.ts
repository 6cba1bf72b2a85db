/** UMAP's fuzzy graph (McInnes et al. 2018, arXiv:1802.03426, section 3.1): how surely two points are neighbours. */
import type { Neighbours } from './neighbours';

/** Every edge in both directions. */
export interface Graph {
	readonly heads: Int32Array;
	readonly tails: Int32Array;
	/** 0 to 1. */
	readonly weights: Float32Array;
}

/** A neighbourhood's width is sought by halving; so many times are exact enough for numbers of 32 bits. */
const halvings = 40;
/** Of the mean distance: narrower than this, rounding would decide. */
const narrowest = 1e-3;

/** The probabilistic union of both points' views: a + b - a * b. */
export function fuzzyGraph(neighbours: Neighbours): Graph {
	const { count, indices } = neighbours;
	const strengths = strengthsOf(neighbours);
	const [heads, tails, weights]: [number[], number[], number[]] = [[], [], []];
	for (let at = 0; at < indices.length; at++) {
		const [one, other] = [Math.floor(at / count), indices[at] as number];
		const back = indices.subarray(other * count, (other + 1) * count).indexOf(one);
		// Neighbours of each other are met twice, and joined at the first.
		if (back >= 0 && other < one) continue;
		const [a, b] = [strengths[at] as number, back < 0 ? 0 : (strengths[other * count + back] as number)];
		heads.push(one, other);
		tails.push(other, one);
		weights.push(a + b - a * b, a + b - a * b);
	}
	return { heads: Int32Array.from(heads), tails: Int32Array.from(tails), weights: Float32Array.from(weights) };
}

/**
 * How surely each point takes its neighbours for such: 1 for the nearest, falling with the distance beyond it, by a
 * width for which the strengths of all add up to log2 of the neighbours and the point itself.
 */
function strengthsOf({ count, distances }: Neighbours): Float32Array {
	const strengths = new Float32Array(distances.length);
	const mean = distances.reduce((sum, d) => sum + d, 0) / distances.length;
	const target = Math.log2(count + 1);
	for (let from = 0; from < distances.length; from += count) {
		const own = distances.subarray(from, from + count);
		const nearest = own.find((d) => d > 0) ?? 0;
		const beyond = own.map((d) => Math.max(0, d - nearest));
		const ownMean = own.reduce((sum, d) => sum + d, 0) / count;
		const width = Math.max(widthFor(beyond, target), narrowest * (nearest > 0 ? ownMean : mean), 1e-12);
		for (let at = 0; at < count; at++) strengths[from + at] = Math.exp(-(beyond[at] as number) / width);
	}
	return strengths;
}

function widthFor(beyond: Float32Array, target: number): number {
	let [low, high, width] = [0, Number.POSITIVE_INFINITY, 1];
	for (let n = 0; n < halvings; n++) {
		let sum = 0;
		for (const d of beyond) sum += Math.exp(-d / width);
		if (sum > target) high = width;
		else low = width;
		width = high === Number.POSITIVE_INFINITY ? width * 2 : (low + high) / 2;
	}
	return width;
}
