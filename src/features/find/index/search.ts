import type { Hit } from './types';
import type { VectorTable } from './vectorTable';

/**
 * Finds the pictures whose vectors are most similar to a query, best first; ties are sorted by hash.
 * @param query a unit vector, like those of the table, so that the dot product is the cosine. A query of another width
 * comes from other networks and finds nothing.
 * @param top most hits to return
 */
export function search({ size, width, values, hashes }: VectorTable, query: Float32Array, top: number): Hit[] {
	const kept = Math.min(Math.floor(top), size);
	if (query.length !== width || !(kept > 0)) return [];
	const scores = new Float64Array(size);
	for (let row = 0; row < size; row++) scores[row] = dot(values, row * width, query);
	// Numbers alone sort far faster than rows with a comparison function, which then only the best need.
	const sorted = scores.filter((score) => !Number.isNaN(score)).sort();
	const least = sorted[Math.max(0, sorted.length - kept)] as number;
	const hits: Hit[] = [];
	for (let row = 0; row < size; row++) {
		const score = scores[row] as number;
		if (score >= least) hits.push({ hash: hashes[row] as string, score });
	}
	return hits.sort((a, b) => b.score - a.score || (a.hash < b.hash ? -1 : 1)).slice(0, kept);
}

/** Four independent sums: with a single one, each addition would wait for the one before. */
function dot(values: Float32Array, from: number, query: Float32Array): number {
	const { length } = query;
	const inFours = length - (length % 4);
	let a = 0;
	let b = 0;
	let c = 0;
	let d = 0;
	let at = 0;
	for (; at < inFours; at += 4) {
		a += (values[from + at] as number) * (query[at] as number);
		b += (values[from + at + 1] as number) * (query[at + 1] as number);
		c += (values[from + at + 2] as number) * (query[at + 2] as number);
		d += (values[from + at + 3] as number) * (query[at + 3] as number);
	}
	for (; at < length; at++) a += (values[from + at] as number) * (query[at] as number);
	return a + b + c + d;
}
