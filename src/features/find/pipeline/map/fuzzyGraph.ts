/** UMAP's fuzzy graph (McInnes et al. 2018, arXiv:1802.03426, section 3.1): an edge's weight is the confidence that its points are neighbours. */
import type { Neighbours } from './neighbours';

/** A symmetric graph: every edge is listed in both directions. */
export interface Graph {
	readonly heads: Int32Array;
	readonly tails: Int32Array;
	/** One per edge, 0 to 1. */
	readonly weights: Float32Array;
}

/** Steps of the binary search for a bandwidth, enough for 32-bit floats. */
const searchSteps = 40;
/** Smallest bandwidth, as a fraction of the mean distance: below it, rounding errors would dominate. */
const minBandwidth = 1e-3;

/** Joins the memberships of both directions as a probabilistic union, a + b - a * b. */
export function fuzzyGraph(neighbours: Neighbours): Graph {
	const { count, indices } = neighbours;
	const strengths = membershipStrengths(neighbours);
	const [heads, tails, weights]: [number[], number[], number[]] = [[], [], []];
	for (let at = 0; at < indices.length; at++) {
		const [one, other] = [Math.floor(at / count), indices[at] as number];
		const back = indices.subarray(other * count, (other + 1) * count).indexOf(one);
		// Mutual neighbours come up twice; the first time covers both.
		if (back >= 0 && other < one) continue;
		const [a, b] = [strengths[at] as number, back < 0 ? 0 : (strengths[other * count + back] as number)];
		heads.push(one, other);
		tails.push(other, one);
		weights.push(a + b - a * b, a + b - a * b);
	}
	return { heads: Int32Array.from(heads), tails: Int32Array.from(tails), weights: Float32Array.from(weights) };
}

/**
 * Membership strengths of each point's neighbours: 1 for the nearest, decaying exponentially with the distance beyond it.
 * The bandwidth is chosen so that a point's strengths sum to log2(neighbours + 1).
 */
function membershipStrengths({ count, distances }: Neighbours): Float32Array {
	const strengths = new Float32Array(distances.length);
	const mean = distances.reduce((sum, d) => sum + d, 0) / distances.length;
	const target = Math.log2(count + 1);
	for (let from = 0; from < distances.length; from += count) {
		const own = distances.subarray(from, from + count);
		const nearest = own.find((d) => d > 0) ?? 0;
		const beyond = own.map((d) => Math.max(0, d - nearest));
		const ownMean = own.reduce((sum, d) => sum + d, 0) / count;
		const bandwidth = Math.max(bandwidthFor(beyond, target), minBandwidth * (nearest > 0 ? ownMean : mean), 1e-12);
		for (let at = 0; at < count; at++) strengths[from + at] = Math.exp(-(beyond[at] as number) / bandwidth);
	}
	return strengths;
}

function bandwidthFor(beyond: Float32Array, target: number): number {
	let [low, high, bandwidth] = [0, Number.POSITIVE_INFINITY, 1];
	for (let n = 0; n < searchSteps; n++) {
		let sum = 0;
		for (const d of beyond) sum += Math.exp(-d / bandwidth);
		if (sum > target) high = bandwidth;
		else low = bandwidth;
		bandwidth = high === Number.POSITIVE_INFINITY ? bandwidth * 2 : (low + high) / 2;
	}
	return bandwidth;
}
