/**
 * Job 'mapPictures': computes positions on a map, with similar pictures close together, by UMAP (McInnes et al. 2018,
 * arXiv:1802.03426). Not umap-js, whose steps take seconds that no cancellation can interrupt.
 */
import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { Job } from '../../../../engine/protocol';
import { type Random, seededUniform } from '../../../../nets/prng';
import type { MapPicturesRequest, MapProgress, MapResult } from '../../types';
import { fuzzyGraph } from './fuzzyGraph';
import { layOut } from './layout';
import { nearestNeighbours } from './neighbours';
import { onPrincipalPlane } from './principal';

/** Neighbours per picture, UMAP's default: balances local and global structure. */
const maxNeighbours = 15;
/** Fewer pictures are put in a row. */
const minPictures = 4;
const progressEvery = 10;
/** Milliseconds of work between two turns. */
const slice = 30;

export const mapPictures: Job<MapPicturesRequest, MapProgress, MapResult> = {
	priority: 'streaming',
	async run({ vectors, seed }, ctx) {
		const total = vectors.length;
		if (total < minPictures) return { positions: inARow(total) };
		const all = rowsOf(vectors);
		const neighbours = await nearestNeighbours(all, Math.min(maxNeighbours, total - 1), () => ctx.yieldTurn());
		const random = seededUniform(seed);
		const layout = spread(await onPrincipalPlane(all, seed), random);
		all.dispose();
		const epochs = epochsFor(total);
		let lastTurn = performance.now();
		for (const epoch of layOut(fuzzyGraph(neighbours), layout, epochs, random)) {
			if (epoch % progressEvery === 0) {
				const positions = fitted(layout);
				ctx.progress({ type: 'epoch', epoch, epochs, positions }, [positions.buffer]);
			}
			if (performance.now() - lastTurn < slice) continue;
			await ctx.yieldTurn();
			lastTurn = performance.now();
		}
		return { positions: fitted(layout) };
	},
};

function rowsOf(vectors: MapPicturesRequest['vectors']): Tensor2D {
	const width = vectors[0]?.length ?? 0;
	const flat = new Float32Array(vectors.length * width);
	for (const [at, vector] of vectors.entries()) flat.set(vector, at * width);
	return tensor2d(flat, [vectors.length, width]);
}

/** Smaller sets need more epochs, since each point is sampled less often. */
function epochsFor(points: number): number {
	return Math.min(500, Math.max(200, Math.round(1_250_000 / points)));
}

/** Scales to about -10..10, the range that the layout expects, and adds jitter so that copies can separate. */
function spread(positions: Float32Array, random: Random): Float32Array {
	const scale = 10 / Math.max(largest(positions), 1e-9);
	return positions.map((value) => value * scale + 0.01 * (random() - 0.5));
}

const largest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

function inARow(count: number): Float32Array {
	const positions = new Float32Array(2 * count);
	for (let at = 0; at < count; at++) positions[2 * at] = count === 1 ? 0 : (2 * at) / (count - 1) - 1;
	return positions;
}

/** Centres the positions and scales them, equally in both directions, to fill -1..1. */
function fitted(positions: Float32Array): Float32Array {
	const [x, y] = [rangeOf(positions, 0), rangeOf(positions, 1)];
	const scale = 1 / Math.max(x.half, y.half, 1e-9);
	return positions.map((value, at) => (value - (at % 2 === 0 ? x : y).middle) * scale);
}

function rangeOf(positions: Float32Array, axis: 0 | 1): { readonly middle: number; readonly half: number } {
	let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
	for (let at = axis; at < positions.length; at += 2) {
		low = Math.min(low, positions[at] as number);
		high = Math.max(high, positions[at] as number);
	}
	return { middle: (low + high) / 2, half: (high - low) / 2 };
}
