/** Exact nearest neighbours of unit vectors, on the device, block by block. */
import { matMul, slice, type Tensor2D, tensor2d, tidy, topk } from '@tensorflow/tfjs-core';
import type { JointVector } from '../../types';

export interface Neighbours {
	/** Of each vector its neighbours, itself first. */
	readonly indices: number[][];
	/** Cosine distances, 0 to 2, in the same order. */
	readonly distances: number[][];
}

/** Rows compared with all others at once: some 20 MB of similarities for 10,000 vectors. */
const block = 512;

/**
 * @param vectors of length 1, at least `count`
 * @param count neighbours of each, itself included
 * @param turn called between two blocks
 */
export async function nearestNeighbours(
	vectors: readonly JointVector[],
	count: number,
	turn: () => Promise<void>,
): Promise<Neighbours> {
	const width = vectors[0]?.length ?? 0;
	const flat = new Float32Array(vectors.length * width);
	for (const [at, vector] of vectors.entries()) flat.set(vector, at * width);
	const all = tensor2d(flat, [vectors.length, width]);
	const indices: number[][] = [];
	const distances: number[][] = [];
	for (let from = 0; from < vectors.length; from += block) {
		const size = Math.min(block, vectors.length - from);
		const found = tidy(() => topk(matMul<Tensor2D>(slice(all, [from, 0], [size, -1]), all, false, true), count));
		const [nearest, similarities] = await Promise.all([found.indices.data(), found.values.data()]);
		found.indices.dispose();
		found.values.dispose();
		for (let row = 0; row < size; row++) {
			const own = Array.from(nearest.slice(row * count, (row + 1) * count));
			const near = Array.from(similarities.slice(row * count, (row + 1) * count), (s) => Math.max(0, 1 - s));
			putFirst(own, near, from + row);
			indices.push(own);
			distances.push(near);
		}
		await turn();
	}
	all.dispose();
	return { indices, distances };
}

/** Copies of a picture are as near as it is to itself, and may stand before it, or even instead of it. */
function putFirst(indices: number[], distances: number[], self: number): void {
	const at = indices.indexOf(self);
	indices.splice(at < 0 ? indices.length - 1 : at, 1);
	distances.splice(at < 0 ? distances.length - 1 : at, 1);
	indices.unshift(self);
	distances.unshift(0);
}
