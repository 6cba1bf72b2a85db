/** Job 'mapPictures': places for pictures so that like ones lie together, by UMAP (McInnes et al. 2018, arXiv:1802.03426). */
import { UMAP } from 'umap-js';
import type { Job } from '../../../../engine/protocol';
import { seededUniform } from '../../../../nets/prng';
import type { JointVector, MapPicturesRequest, MapProgress, MapResult } from '../../types';
import { nearestNeighbours } from './neighbours';

const mostNeighbours = 15;
/** Below this many there is nothing to lay out. */
const fewest = 4;
const progressEvery = 10;
/** Milliseconds of epochs between two turns. */
const slice = 30;

export const mapPictures: Job<MapPicturesRequest, MapProgress, MapResult> = {
	priority: 'long',
	async run({ vectors, seed }, ctx) {
		if (vectors.length < fewest) return { positions: inARow(vectors.length) };
		// UMAP counts each picture among its own, and asks for more pictures than that.
		const neighbours = Math.min(mostNeighbours + 1, vectors.length - 1);
		const { indices, distances } = await nearestNeighbours(vectors, neighbours, () => ctx.turn());
		const umap = new UMAP({ nNeighbors: neighbours, minDist: 0.15, random: seededUniform(seed) });
		umap.setPrecomputedKNN(indices, distances);
		// What is handed over is only counted: the neighbours are known.
		const epochs = umap.initializeFit(vectors.map((vector: JointVector) => [vector[0] as number]));
		let rested = performance.now();
		for (let epoch = 1; epoch <= epochs; epoch++) {
			umap.step();
			if (epoch % progressEvery === 0) {
				ctx.progress({ type: 'epoch', epoch, epochs, positions: fitted(umap.getEmbedding()) });
			}
			if (performance.now() - rested < slice) continue;
			await ctx.turn();
			rested = performance.now();
		}
		return { positions: fitted(umap.getEmbedding()) };
	},
};

function inARow(count: number): Float32Array {
	const positions = new Float32Array(2 * count);
	for (let at = 0; at < count; at++) positions[2 * at] = count === 1 ? 0 : (2 * at) / (count - 1) - 1;
	return positions;
}

/** Moved and scaled alike in both directions so that all lies within -1..1 and touches it. */
function fitted(places: readonly (readonly number[])[]): Float32Array {
	const of = (axis: 0 | 1) => places.map((place) => place[axis] as number);
	const [x, y] = [of(0), of(1)].map((values) => {
		const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
		return { middle: (low + high) / 2, half: (high - low) / 2 };
	}) as [{ middle: number; half: number }, { middle: number; half: number }];
	const scale = 1 / Math.max(x.half, y.half, 1e-9);
	const positions = new Float32Array(2 * places.length);
	for (const [at, [px, py]] of places.entries()) {
		positions[2 * at] = ((px as number) - x.middle) * scale;
		positions[2 * at + 1] = ((py as number) - y.middle) * scale;
	}
	return positions;
}
