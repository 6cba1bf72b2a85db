/** Finds the exact nearest neighbours of unit vectors, on the device, block by block. */
import { matMul, slice, type Tensor2D, tidy, transpose } from '@tensorflow/tfjs-core';

export interface Neighbours {
	/** Neighbours per vector. */
	readonly count: number;
	/** [vectors * count]: each vector's neighbours, nearest first. */
	readonly indices: Int32Array;
	/** Cosine distances, 0 to 2, in the same order. */
	readonly distances: Float32Array;
}

/** Similarities that are read back at once: 8 MB. */
const block = 2_000_000;

/**
 * @param vectors [vectors, width], rows of length 1, more of them than `count`; not disposed
 * @param count neighbours per vector, without the vector itself
 * @param yieldTurn called between two blocks
 */
export async function nearestNeighbours(
	vectors: Tensor2D,
	count: number,
	yieldTurn: () => Promise<void>,
): Promise<Neighbours> {
	const total = vectors.shape[0];
	const rows = Math.max(1, Math.floor(block / total));
	const indices = new Int32Array(total * count);
	const distances = new Float32Array(total * count);
	// The WASM backend's product with a transposed matrix is many times slower than with one that was transposed beforehand.
	const columns = transpose(vectors) as Tensor2D;
	for (let from = 0; from < total; from += rows) {
		const size = Math.min(rows, total - from);
		const product = tidy(() => matMul(slice(vectors, [from, 0], [size, -1]), columns));
		const similarities = (await product.data()) as Float32Array;
		product.dispose();
		for (let row = 0; row < size; row++) {
			const place = (from + row) * count;
			const own = similarities.subarray(row * total, (row + 1) * total);
			own[from + row] = Number.NEGATIVE_INFINITY;
			keepLargest(own, indices.subarray(place, place + count), distances.subarray(place, place + count));
		}
		await yieldTurn();
	}
	columns.dispose();
	for (const [at, similarity] of distances.entries()) distances[at] = Math.max(0, 1 - similarity);
	return { count, indices, distances };
}

/** Finds the largest values and their indices, largest first. The device's topk sorts whole rows, which is far slower. */
function keepLargest(values: Float32Array, places: Int32Array, largest: Float32Array): void {
	largest.fill(Number.NEGATIVE_INFINITY);
	const last = largest.length - 1;
	for (let at = 0; at < values.length; at++) {
		const value = values[at] as number;
		if (value <= (largest[last] as number)) continue;
		let rank = last;
		for (; rank > 0 && value > (largest[rank - 1] as number); rank--) {
			largest[rank] = largest[rank - 1] as number;
			places[rank] = places[rank - 1] as number;
		}
		largest[rank] = value;
		places[rank] = at;
	}
}
