import type { Hit } from './types';
import type { VectorTable } from './vectorTable';

/** The best few of many, without sorting the many: a heap whose root is the worst that is still kept. */
interface Best {
	readonly rows: Int32Array;
	readonly scores: Float64Array;
	count: number;
}

/**
 * The pictures whose vectors lie nearest to a query, best first; equal scores in the order of their hashes.
 * @param query of length 1, as the table's vectors are, so that the dot product is the cosine. One of another
 * width than the table's comes from another model and finds nothing.
 * @param top how many at most
 */
export function search(vectors: VectorTable, query: Float32Array, top: number): Hit[] {
	const { size, width, values, hashes } = vectors;
	const kept = Math.min(Math.floor(top), size);
	if (query.length !== width || !(kept > 0)) return [];
	const best: Best = { rows: new Int32Array(kept), scores: new Float64Array(kept), count: 0 };
	/** Whether the first of two is the worse hit. */
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

/** Four sums side by side: one alone would wait for each addition before the next. */
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

/** From the free place `at` upwards, past everything that is better. */
function rise(best: Best, at: number, score: number, row: number, isWorse: IsWorse): void {
	const { rows, scores } = best;
	let place = at;
	while (place > 0) {
		const parent = (place - 1) >> 1;
		if (!isWorse(score, row, scores[parent] as number, rows[parent] as number)) break;
		put(best, place, scores[parent] as number, rows[parent] as number);
		place = parent;
	}
	put(best, place, score, row);
}

/** In place of the root, downwards past everything that is worse. */
function sink(best: Best, score: number, row: number, isWorse: IsWorse): void {
	const { rows, scores, count } = best;
	let place = 0;
	for (;;) {
		let child = 2 * place + 1;
		if (child >= count) break;
		const next = child + 1;
		if (
			next < count &&
			isWorse(scores[next] as number, rows[next] as number, scores[child] as number, rows[child] as number)
		)
			child = next;
		if (!isWorse(scores[child] as number, rows[child] as number, score, row)) break;
		put(best, place, scores[child] as number, rows[child] as number);
		place = child;
	}
	if (count > 0) put(best, place, score, row);
}
