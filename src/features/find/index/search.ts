import type { Hit } from './types';
import type { VectorTable } from './vectorTable';

/** A bounded heap of the best hits; its root is the worst of them. */
interface Best {
	readonly rows: Int32Array;
	readonly scores: Float64Array;
	count: number;
}

/**
 * Finds the pictures whose vectors are most similar to a query, best first; ties are sorted by hash.
 * @param query a unit vector, like those of the table, so that the dot product is the cosine. A query of another width
 * comes from other networks and finds nothing.
 * @param top most hits to return
 */
export function search(vectors: VectorTable, query: Float32Array, top: number): Hit[] {
	const { size, width, values, hashes } = vectors;
	const kept = Math.min(Math.floor(top), size);
	if (query.length !== width || !(kept > 0)) return [];
	const best: Best = { rows: new Int32Array(kept), scores: new Float64Array(kept), count: 0 };
	/** Whether the first of two hits is worse. */
	const isWorse = (score: number, row: number, otherScore: number, otherRow: number): boolean =>
		score < otherScore || (score === otherScore && (hashes[row] as string) > (hashes[otherRow] as string));

	for (let row = 0; row < size; row++) {
		const score = dot(values, row * width, query);
		if (Number.isNaN(score)) continue;
		if (best.count < kept) {
			best.count += 1;
			rise(best, best.count - 1, score, row, isWorse);
		} else if (isWorse(best.scores[0] as number, best.rows[0] as number, score, row)) {
			sink(best, score, row, isWorse);
		}
	}
	const hits: Hit[] = [];
	while (best.count > 0) {
		hits.push({ hash: hashes[best.rows[0] as number] as string, score: best.scores[0] as number });
		best.count -= 1;
		sink(best, best.scores[best.count] as number, best.rows[best.count] as number, isWorse);
	}
	return hits.reverse();
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

type IsWorse = (score: number, row: number, otherScore: number, otherRow: number) => boolean;

function put({ rows, scores }: Best, at: number, score: number, row: number): void {
	scores[at] = score;
	rows[at] = row;
}

/** Sifts up from the free slot `at`. */
function rise(best: Best, at: number, score: number, row: number, isWorse: IsWorse): void {
	const { rows, scores } = best;
	let slot = at;
	while (slot > 0) {
		const parent = (slot - 1) >> 1;
		if (!isWorse(score, row, scores[parent] as number, rows[parent] as number)) break;
		put(best, slot, scores[parent] as number, rows[parent] as number);
		slot = parent;
	}
	put(best, slot, score, row);
}

/** Replaces the root and sifts down. */
function sink(best: Best, score: number, row: number, isWorse: IsWorse): void {
	const { rows, scores, count } = best;
	let slot = 0;
	for (;;) {
		let child = 2 * slot + 1;
		if (child >= count) break;
		const next = child + 1;
		if (
			next < count &&
			isWorse(scores[next] as number, rows[next] as number, scores[child] as number, rows[child] as number)
		)
			child = next;
		if (!isWorse(scores[child] as number, rows[child] as number, score, row)) break;
		put(best, slot, scores[child] as number, rows[child] as number);
		slot = child;
	}
	if (count > 0) put(best, slot, score, row);
}
