import { memory, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { normalNoise } from '../../../../nets/prng';
import { startBackend } from '../../../../nets/testing/backends';
import type { JointVector, MapProgress } from '../../types';
import { fuzzyGraph } from './fuzzyGraph';
import { mapPictures } from './mapPictures';
import { type Neighbours, nearestNeighbours } from './neighbours';
import { onPrincipalPlane } from './principal';

const width = 20;

/** Three bunches of unit vectors, one after the other. */
const bunches = (each: number): JointVector[] =>
	[0, 1, 2].flatMap((bunch) =>
		Array.from({ length: each }, (_, at) => {
			const raw = normalNoise(width, 1 + bunch * 1000 + at).map((v, i) => v * 0.1 + (i === bunch * 3 ? 1 : 0));
			const length = Math.hypot(...raw);
			return raw.map((v) => v / length);
		}),
	);

function context(abortAtTurn = Number.POSITIVE_INFINITY) {
	const events: MapProgress[] = [];
	let turns = 0;
	const ctx = {
		progress: (event: MapProgress) => void events.push(event),
		async yieldTurn() {
			if (++turns >= abortAtTurn) throw new DOMException('stopped', 'AbortError');
		},
	};
	return { ctx: ctx as unknown as Parameters<typeof mapPictures.run>[1], events };
}

beforeAll(() => startBackend('wasm'));

const rows = (vectors: readonly JointVector[]) => tensor2d(vectors.map((v) => Array.from(v)));

describe('nearestNeighbours', () => {
	it('finds the same as comparing all pairs, without the vector itself, even among copies', async () => {
		const vectors = bunches(5);
		vectors.push(vectors[2] as JointVector, vectors[2] as JointVector, vectors[2] as JointVector);
		const all = rows(vectors);
		const before = memory().numTensors;
		const { indices, distances } = await nearestNeighbours(all, 3, async () => {});
		expect(memory().numTensors).toBe(before);
		for (const [at, vector] of vectors.entries()) {
			const cosine = vectors.map((other) => other.reduce((sum, v, i) => sum + v * (vector[i] as number), 0));
			cosine[at] = -2;
			const best = cosine.toSorted((a, b) => b - a).slice(0, 3);
			const own = Array.from(indices.slice(3 * at, 3 * at + 3));
			expect(new Set(own).size).toBe(3);
			for (const [rank, other] of own.entries()) {
				expect(cosine[other]).toBeCloseTo(best[rank] as number, 5);
				expect(distances[3 * at + rank]).toBeCloseTo(1 - (best[rank] as number), 5);
			}
		}
	});

	it('yields between blocks', async () => {
		const yieldTurn = vi.fn(async () => {});
		const many = tensor2d(normalNoise(3000 * 2, 1), [3000, 2]);
		await nearestNeighbours(many, 1, yieldTurn);
		expect(yieldTurn.mock.calls.length).toBeGreaterThan(2);
	});
});

describe('fuzzyGraph', () => {
	const from = (indices: number[], distances: number[], count: number): Neighbours => ({
		count,
		indices: Int32Array.from(indices),
		distances: Float32Array.from(distances),
	});

	it('combines the memberships of both points, and lists each edge in both directions', () => {
		// 0 and 1 see each other, and 2 sees 1, which does not see it.
		const { heads, tails, weights } = fuzzyGraph(from([1, 0, 1], [0.2, 0.2, 0.5], 1));
		expect([...heads].map((head, at) => [head, tails[at]])).toEqual([
			[0, 1],
			[1, 0],
			[2, 1],
			[1, 2],
		]);
		expect(weights.every((weight) => Math.abs(weight - 1) < 1e-6)).toBe(true);
	});

	it('chooses bandwidths so that the strengths sum to log2 of the neighbourhood’s size', () => {
		// Points 1 to 4 look at each other, so that nobody but 0 has a view of 0's edges.
		const near = [0.1, 0.2, 0.4, 0.9];
		const all = [near, ...Array(4).fill([0.1, 0.1, 0.1, 0.1])].flat();
		const graph = fuzzyGraph(
			from([1, 2, 3, 4, 2, 3, 4, 5, 1, 3, 4, 5, 1, 2, 4, 5, 1, 2, 3, 5].concat(1, 2, 3, 4), [...all, 1, 1, 1, 1], 4),
		);
		const own = [...graph.heads.keys()].filter((at) => graph.heads[at] === 0).map((at) => graph.weights[at] as number);
		expect(own[0]).toBeCloseTo(1, 5);
		expect(own.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(Math.log2(5), 3);
		expect(own).toEqual(own.toSorted((a, b) => b - a));
	});
});

describe('onPrincipalPlane', () => {
	it('finds the two directions of largest variance', async () => {
		const noise = normalNoise(200 * 4, 7);
		const spreads = [0.1, 3, 0.1, 1];
		const raw = noise.map((v, at) => v * (spreads[at % 4] as number) + 5);
		const places = await onPrincipalPlane(tensor2d(raw, [200, 4]), 1);
		const likeness = (axis: 0 | 1, column: number) => {
			const [one, other] = [0, 1].map((which) => {
				const values = Array.from({ length: 200 }, (_, at) =>
					which === 0 ? (places[2 * at + axis] as number) : (raw[4 * at + column] as number) - 5,
				);
				const length = Math.hypot(...values);
				return values.map((v) => v / length);
			}) as [number[], number[]];
			return Math.abs(one.reduce((sum, v, at) => sum + v * (other[at] as number), 0));
		};
		expect(likeness(0, 1)).toBeGreaterThan(0.98);
		expect(likeness(1, 3)).toBeGreaterThan(0.95);
	});
});

describe('mapPictures', () => {
	it('keeps clusters apart, within -1..1, reproducibly for the same seed', async () => {
		const vectors = bunches(15);
		const [one, other, third] = [context(), context(), context()];
		const { positions } = await mapPictures.run({ vectors, seed: 3 }, one.ctx);
		expect(positions).toHaveLength(90);
		expect(Math.max(...positions.map(Math.abs))).toBeCloseTo(1, 5);
		const place = (at: number) => [positions[2 * at] as number, positions[2 * at + 1] as number] as const;
		const far = (a: number, b: number) => Math.hypot(place(a)[0] - place(b)[0], place(a)[1] - place(b)[1]);
		for (let at = 0; at < 45; at++) {
			const nearest = [...vectors.keys()].filter((i) => i !== at).sort((a, b) => far(at, a) - far(at, b))[0] as number;
			expect(Math.floor(nearest / 15)).toBe(Math.floor(at / 15));
		}
		expect((await mapPictures.run({ vectors, seed: 3 }, other.ctx)).positions).toEqual(positions);
		expect((await mapPictures.run({ vectors, seed: 4 }, third.ctx)).positions).not.toEqual(positions);
		expect(one.events.length).toBeGreaterThan(3);
		expect(one.events.map(({ epoch }) => epoch)).toEqual(
			one.events.map(({ epoch }) => epoch).toSorted((a, b) => a - b),
		);
	});

	it.each([0, 1, 2, 3])('puts %i pictures in a row', async (count) => {
		const { positions } = await mapPictures.run({ vectors: bunches(1).slice(0, count), seed: 1 }, context().ctx);
		expect(positions).toHaveLength(2 * count);
	});

	it.each([4, 5, 16, 17, 18])('spreads %i pictures over the map', async (count) => {
		const { positions } = await mapPictures.run({ vectors: bunches(6).slice(0, count), seed: 1 }, context().ctx);
		expect(positions).toHaveLength(2 * count);
		expect(Math.max(...positions.map(Math.abs))).toBeCloseTo(1, 5);
		const places = new Set(Array.from({ length: count }, (_, at) => positions.slice(2 * at, 2 * at + 2).join()));
		expect(places.size).toBe(count);
	});

	it('handles copies of one picture', async () => {
		const [one] = bunches(1) as [JointVector];
		const { positions } = await mapPictures.run({ vectors: Array(20).fill(one), seed: 1 }, context().ctx);
		expect(positions.every(Number.isFinite)).toBe(true);
	});

	it('stops when cancelled', async () => {
		await expect(mapPictures.run({ vectors: bunches(30), seed: 1 }, context(2).ctx)).rejects.toThrow('stopped');
	});
});
