import { memory, type Tensor1D, tensor1d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalNoise } from '../nets/prng';
import { networkBackends, slowest, startBackend } from '../nets/testing/backends';
import { makePairs, type Pairs } from './pairs';

/** Enough for several workgroups to share a product. */
const SIZE = 5000;
const CAPACITY = 3;
const backends = (await networkBackends()).filter((name) => name !== 'wasm');

/** A vector known on both sides. */
interface Known {
	readonly values: Float32Array;
	readonly tensor: Tensor1D;
}
const vector = (seed: number): Known => {
	const values = normalNoise(SIZE, seed);
	return { values, tensor: tensor1d(values) };
};
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
	Array.from(a).reduce((sum, v, at) => sum + v * (b[at] as number), 0);

function expectClose(got: ArrayLike<number>, wanted: readonly number[]): void {
	const largest = Math.max(...wanted.map(Math.abs));
	expect(got.length).toBe(wanted.length);
	for (const [at, v] of wanted.entries()) expect(Math.abs((got[at] as number) - v) / largest).toBeLessThan(1e-5);
}

describe.each(backends)('the pairs of L-BFGS on %s', slowest, (backend) => {
	beforeAll(() => startBackend(backend), slowest.timeout);

	/** The products as they should be, of the pairs that are left. */
	async function check(pairs: Pairs, s: Float32Array[], y: Float32Array[], seed: number): Promise<void> {
		const [direction, gradient, before, values] = [vector(seed), vector(seed + 1), vector(seed + 2), tensor1d([7, 8])];
		const iteration = { direction: direction.tensor, gradient: gradient.tensor, before: before.tensor };
		const change = gradient.values.map((v, at) => v - (before.values[at] as number));
		const read = await pairs.products(iteration, values).data();
		const sorted = (rows: Float32Array[]) => {
			const placed: Float32Array[] = [];
			for (const [age, place] of pairs.order.entries()) placed[place] = rows[age] as Float32Array;
			return placed;
		};
		const columns = [change, gradient.values];
		const remembered = [s, y].flatMap((rows) => columns.flatMap((c) => sorted(rows).map((row) => dot(row, c))));
		const own = [
			dot(direction.values, change),
			dot(direction.values, gradient.values),
			dot(change, change),
			dot(change, gradient.values),
			dot(gradient.values, gradient.values),
		];
		expectClose(read, [7, 8, ...remembered, ...own]);
		const coefficients = { s: s.map((_, at) => at + 0.5), y: y.map((_, at) => 2 - at), g: -0.3 };
		const combined = await pairs.combine(coefficients, gradient.tensor).data();
		const wanted = [...gradient.values].map((g, at) => {
			const sum = s.reduce(
				(total, row, age) => total + (coefficients.s[age] as number) * (row[at] as number),
				-0.3 * g,
			);
			return y.reduce((total, row, age) => total + (coefficients.y[age] as number) * (row[at] as number), sum);
		});
		expectClose(combined, wanted);
	}

	it('are remembered until there is no room, and cleared', async () => {
		const pairs = makePairs(CAPACITY, SIZE);
		let s: Float32Array[] = [];
		let y: Float32Array[] = [];
		await check(pairs, [], [], 50);
		for (let n = 0; n < 5; n++) {
			const [direction, gradient, before] = [vector(3 * n), vector(3 * n + 1), vector(3 * n + 2)];
			const step = 0.5 + n;
			pairs.remember({ direction: direction.tensor, gradient: gradient.tensor, before: before.tensor }, step);
			s = [...s, direction.values.map((v) => step * v)].slice(-CAPACITY);
			y = [...y, gradient.values.map((v, at) => v - (before.values[at] as number))].slice(-CAPACITY);
			if (n % 2 === 0) await check(pairs, s, y, 100 + 3 * n);
		}
		pairs.clear();
		await check(pairs, [], [], 60);
		const [x, direction] = [vector(70), vector(71)];
		const moved = await pairs.move(x.tensor, direction.tensor, 0.25).data();
		expectClose(
			moved,
			[...x.values].map((v, at) => v + 0.25 * (direction.values[at] as number)),
		);
	});

	it('leave nothing behind', () => {
		const [direction, gradient, before] = [vector(1), vector(2), vector(3)];
		const { numTensors } = memory();
		const pairs = makePairs(CAPACITY, SIZE);
		for (let n = 0; n < 5; n++) {
			pairs.remember({ direction: direction.tensor, gradient: gradient.tensor, before: before.tensor }, 1);
		}
		pairs.dispose();
		expect(memory().numTensors).toBe(numTensors);
	});
});
