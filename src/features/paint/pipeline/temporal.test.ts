import { concat, memory, mul, square, sum, type Tensor1D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalNoise, seededUniform } from '../../../nets/prng';
import { networkBackends, slowest, startBackend } from '../../../nets/testing/backends';
import { canvasSize } from '../shared/canvasSize';
import { extend } from './canvas';
import { held, type LevelObjective } from './temporal';

const [width, height, weight] = [12, 9, 3];
const canvas = canvasSize(width, height);
const size = canvas.width * canvas.height * 3;
const random = seededUniform(4);
const picture = { width, height, rgb: normalNoise(width * height * 3, 1) };
const consistent = Float32Array.from({ length: width * height }, () => (random() < 0.3 ? 0 : 1));

/** A thousandth of the sum of squares, and a content loss of 7. */
const plain: LevelObjective = {
	picture: () => {
		throw new Error('There is no picture.');
	},
	read: ([total = 0, content = 0]: ArrayLike<number> & Iterable<number>) => ({
		losses: { total, content, style: 0, totalVariation: 0 },
		styleLayers: {},
	}),
	evaluate: (x) =>
		tidy(() => ({
			values: concat([mul<Tensor1D>(sum(square(x), 0, true), 1e-3), tensor1d([7])]),
			gradient: mul<Tensor1D>(x, 2e-3),
		})),
};

describe.each(await networkBackends())('the temporal loss on %s', slowest, (backend) => {
	beforeAll(() => startBackend(backend), slowest.timeout);
	const x = normalNoise(size, 2);
	const objective = () => held(plain, { picture, consistent, weight });

	it('is the mean squared difference where both frames show the same, and leaves other losses', async () => {
		const target = extend(picture.rgb, width, height);
		const counts = extend(consistent, width, height, 1);
		const wanted = x.reduce((all, v, at) => all + (counts[Math.floor(at / 3)] ?? 0) * (v - (target[at] ?? 0)) ** 2, 0);
		const { values } = await objective().evaluate(tensor1d(x));
		const { losses } = plain.read(await values.data());
		const { temporal } = objective().read(await values.data()).losses;
		expect(temporal).toBeCloseTo(wanted / size, 4);
		const own = x.reduce((all, v) => all + v * v, 0) / 1000;
		expect(losses.total).toBeCloseTo(own + (weight * wanted) / size, 2);
		expect(losses.content).toBe(7);
	});

	it('agrees with finite differences', async () => {
		const direction = normalNoise(size, 3);
		const { gradient } = await objective().evaluate(tensor1d(x));
		const slope = ((await gradient.data()) as Float32Array).reduce(
			(all, v, at) => all + v * (direction[at] as number),
			0,
		);
		const lossAt = async (t: number) => {
			const { values } = await objective().evaluate(tensor1d(x.map((v, at) => v + t * (direction[at] as number))));
			return (await values.data())[0] as number;
		};
		const measured = ((await lossAt(0.1)) - (await lossAt(-0.1))) / 0.2;
		expect(Math.abs(measured - slope)).toBeLessThan(2e-3 * Math.abs(slope));
	});

	it('leaves nothing behind but its result', async () => {
		const [one, place] = [objective(), tensor1d(x)];
		const before = memory().numTensors;
		await one.evaluate(place);
		expect(memory().numTensors).toBe(before + 2);
	});
});
