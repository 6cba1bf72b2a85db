/**
 * Job 'mapPictures': places for pictures so that like ones lie together, by UMAP (McInnes et al. 2018,
 * arXiv:1802.03426) over typed arrays: umap-js takes seconds at a time, which no cancellation can interrupt.
 */
import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { Job } from '../../../../engine/protocol';
import { type Random, seededUniform } from '../../../../nets/prng';
import type { MapPicturesRequest, MapProgress, MapResult } from '../../types';
import { fuzzyGraph } from './fuzzyGraph';
import { layOut } from './layout';
import { nearestNeighbours } from './neighbours';
import { onPrincipalPlane } from './principal';

/** As many as give both single likenesses and larger groups a say. */
const mostNeighbours = 15;
/** Below this many there is nothing to lay out. */
const fewest = 4;
const progressEvery = 10;
/** Milliseconds of epochs between two turns. */
const slice = 30;

export const mapPictures: Job<MapPicturesRequest, MapProgress, MapResult> = {
	priority: 'long',
	async run({ vectors, seed }, ctx) {
		const total = vectors.length;
		if (total < fewest) return { positions: inARow(total) };
		const all = rowsOf(vectors);
		const neighbours = await nearestNeighbours(all, Math.min(mostNeighbours, total - 1), () => ctx.turn());
		const random = seededUniform(seed);
		const places = spread(await onPrincipalPlane(all, seed), random);
		all.dispose();
		const epochs = epochsFor(total);
		let rested = performance.now();
		for (const epoch of layOut(fuzzyGraph(neighbours), places, epochs, random)) {
			if (epoch % progressEvery === 0) {
				const positions = fitted(places);
				ctx.progress({ type: 'epoch', epoch, epochs, positions }, [positions.buffer]);
			}
			if (performance.now() - rested < slice) continue;
			await ctx.turn();
			rested = performance.now();
		}
		return { positions: fitted(places) };
	},
};

function rowsOf(vectors: MapPicturesRequest['vectors']): Tensor2D {
	const width = vectors[0]?.length ?? 0;
	const flat = new Float32Array(vectors.length * width);
	for (const [at, vector] of vectors.entries()) flat.set(vector, at * width);
	return tensor2d(flat, [vectors.length, width]);
}

/** Few points need more epochs, for each is moved less often by others. */
function epochsFor(points: number): number {
	return Math.min(500, Math.max(200, Math.round(1_250_000 / points)));
}

/** Within about -10..10, where forces are as the layout expects; shaken so that copies can part. */
function spread(places: Float32Array, random: Random): Float32Array {
	const scale = 10 / Math.max(largest(places), 1e-9);
	return places.map((value) => value * scale + 0.01 * (random() - 0.5));
}

const largest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

function inARow(count: number): Float32Array {
	const positions = new Float32Array(2 * count);
	for (let at = 0; at < count; at++) positions[2 * at] = count === 1 ? 0 : (2 * at) / (count - 1) - 1;
	return positions;
}

/** Moved, and scaled alike in both directions, so that all lies within -1..1 and touches it. */
function fitted(places: Float32Array): Float32Array {
	const [x, y] = [rangeOf(places, 0), rangeOf(places, 1)];
	const scale = 1 / Math.max(x.half, y.half, 1e-9);
	return places.map((value, at) => (value - (at % 2 === 0 ? x : y).middle) * scale);
}

function rangeOf(places: Float32Array, axis: 0 | 1): { readonly middle: number; readonly half: number } {
	let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
	for (let at = axis; at < places.length; at += 2) {
		low = Math.min(low, places[at] as number);
		high = Math.max(high, places[at] as number);
	}
	return { middle: (low + high) / 2, half: (high - low) / 2 };
}
