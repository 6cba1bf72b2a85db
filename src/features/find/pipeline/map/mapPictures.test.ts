import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalNoise } from '../../../../nets/prng';
import { startBackend } from '../../../../nets/testing/backends';
import type { JointVector, MapProgress } from '../../types';
import { mapPictures } from './mapPictures';
import { nearestNeighbours } from './neighbours';

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
		async turn() {
			if (++turns >= abortAtTurn) throw new DOMException('stopped', 'AbortError');
		},
	};
	return { ctx: ctx as unknown as Parameters<typeof mapPictures.run>[1], events };
}

beforeAll(() => startBackend('wasm'));

describe('nearestNeighbours', () => {
	it('finds what comparing all with all finds, itself first, also among copies', async () => {
		const vectors = bunches(5);
		vectors.push(vectors[2] as JointVector, vectors[2] as JointVector, vectors[2] as JointVector);
		const before = memory().numTensors;
		const { indices, distances } = await nearestNeighbours(vectors, 3, async () => {});
		expect(memory().numTensors).toBe(before);
		for (const [at, vector] of vectors.entries()) {
			const cosine = vectors.map((other) => other.reduce((sum, v, i) => sum + v * (vector[i] as number), 0));
			const best = cosine.toSorted((a, b) => b - a).slice(0, 3);
			expect(indices[at]?.[0]).toBe(at);
			expect(new Set(indices[at]).size).toBe(3);
			for (const [rank, distance] of (distances[at] as number[]).entries())
				expect(distance).toBeCloseTo(1 - (best[rank] as number), 4);
		}
	});
});

describe('mapPictures', () => {
	it('keeps bunches apart, within -1..1, the same for the same seed', async () => {
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

	it.each([0, 1, 2, 3])('lays %i pictures in a row', async (count) => {
		const { positions } = await mapPictures.run({ vectors: bunches(1).slice(0, count), seed: 1 }, context().ctx);
		expect(positions).toHaveLength(2 * count);
	});

	it.each([4, 5, 16, 17, 18])('lays %i pictures out over the map', async (count) => {
		const { positions } = await mapPictures.run({ vectors: bunches(6).slice(0, count), seed: 1 }, context().ctx);
		expect(positions).toHaveLength(2 * count);
		expect(Math.max(...positions.map(Math.abs))).toBeCloseTo(1, 5);
		const places = new Set(Array.from({ length: count }, (_, at) => positions.slice(2 * at, 2 * at + 2).join()));
		expect(places.size).toBe(count);
	});

	it('copes with copies of one picture', async () => {
		const [one] = bunches(1) as [JointVector];
		const { positions } = await mapPictures.run({ vectors: Array(20).fill(one), seed: 1 }, context().ctx);
		expect(positions.every(Number.isFinite)).toBe(true);
	});

	it('stops when cancelled', async () => {
		await expect(mapPictures.run({ vectors: bunches(30), seed: 1 }, context(2).ctx)).rejects.toThrow('stopped');
	});
});
