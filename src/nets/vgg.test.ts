import { add, grad, memory, mul, type Scalar, square, sum, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalNoise } from './prng';
import { networkBackends, slowest, startBackend } from './testing/backends';
import { randomWeights, tinyConfig } from './testing/network';
import { stockNetwork } from './testing/stock';
import { Vgg } from './vgg';
import { layersOf, type Pooling, parseVggConfig } from './vggConfig';

const weights = randomWeights(tinyConfig);
const picture = (height: number, width: number) =>
	tensor4d(
		normalNoise(height * width * 3, 7).map((v) => 0.5 + 0.2 * v),
		[1, height, width, 3],
	);

describe.each(await networkBackends())('Vgg on %s', slowest, (backend) => {
	beforeAll(() => startBackend(backend), slowest.timeout);

	const sizes: [number, number, Pooling][] = [
		[16, 16, 'average'],
		[13, 18, 'average'],
		[16, 16, 'max'],
		[15, 17, 'max'],
	];
	it.each(sizes)('agrees with tf.grad at %i x %i, %s pooling', async (height, width, pooling) => {
		const x = picture(height, width);
		const stock = stockNetwork(tinyConfig, weights, undefined, pooling);
		const net = new Vgg(tinyConfig, weights, undefined, pooling);
		// A loss that pulls at a shallow, a middle and the deepest layer at once.
		const pulls = new Map([
			['relu1_1', 0.3],
			['relu2_1', 2],
			['relu3_2', 5],
		]);
		const wanted = grad((p) => {
			const layers = stock(p as Tensor4D);
			const terms = [...pulls].map(([layer, weight]) => mul(sum(square(layers.get(layer) as Tensor4D)), weight));
			return terms.reduce((a, b) => add(a, b)) as Scalar;
		})(x);
		const activations = net.forward(x);
		const deepest = (await activations.layer('relu3_2').data()) as Float32Array;
		const got = net.backward(activations, (layer, activation) => {
			const weight = pulls.get(layer);
			return weight === undefined ? undefined : mul<Tensor4D>(activation, 2 * weight);
		});
		expectClose(deepest, (await stock(x).get('relu3_2')?.data()) as Float32Array, 1e-5);
		expect(deepest.some((v) => v > 0.1)).toBe(true);
		expectClose((await got.data()) as Float32Array, (await wanted.data()) as Float32Array, 1e-4);
	});

	it('leaks no tensor', () => {
		const x = picture(12, 12);
		const before = memory().numTensors;
		const net = new Vgg(tinyConfig, weights, 'relu3_1');
		const activations = net.forward(x);
		net.backward(activations, (layer, a) => (layer === 'relu3_1' ? a.clone() : undefined)).dispose();
		net.forward(x).dispose();
		net.dispose();
		expect(memory().numTensors).toBe(before);
	});

	it('supports BGR networks by reversing the first filter', async () => {
		const reversed = new Map(weights);
		const first = weights.get('conv1_1.weight') as { shape: number[]; data: Float32Array };
		const data = first.data.map((_, at) => {
			const [o, i, tap] = [Math.floor(at / 27), Math.floor(at / 9) % 3, at % 9];
			return first.data[o * 27 + (2 - i) * 9 + tap] as number;
		});
		reversed.set('conv1_1.weight', { shape: first.shape, data });
		const bgr = {
			...tinyConfig,
			channelOrder: 'bgr' as const,
			scale: 255,
			mean: [...tinyConfig.mean].reverse().map((m) => m * 255),
			std: [...tinyConfig.std].reverse().map((s) => s * 255),
		};
		const x = picture(8, 8);
		const wanted = new Vgg(tinyConfig, weights).forward(x).layer('relu3_2');
		const got = new Vgg(bgr, reversed).forward(x).layer('relu3_2');
		expectClose((await got.data()) as Float32Array, (await wanted.data()) as Float32Array, 1e-4);
	});

	it('names the weight that is missing', () => {
		const short = new Map(weights);
		short.delete('conv2_1.bias');
		expect(() => new Vgg(tinyConfig, short)).toThrow(/conv2_1/);
		expect(() => new Vgg(tinyConfig, weights, 'relu9_9')).toThrow(/relu9_9/);
	});
});

describe('parseVggConfig', () => {
	it('lists the layers', () => {
		expect(layersOf(tinyConfig)).toEqual(['relu1_1', 'relu1_2', 'relu2_1', 'relu3_1', 'relu3_2']);
	});
	it.each([
		null,
		{},
		{ blocks: [] },
		{ blocks: [{ channels: 4, convolutions: 0 }] },
		{ blocks: tinyConfig.blocks, mean: [1, 2] },
		{ blocks: tinyConfig.blocks, padding: 'reflect' },
	])('refuses %j', (config) => {
		expect(() => parseVggConfig(config)).toThrow(RangeError);
	});
});

/** Largest difference relative to the largest value wanted. */
function expectClose(got: Float32Array, wanted: Float32Array, tolerance: number): void {
	expect(got.length).toBe(wanted.length);
	const largest = wanted.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
	const off = got.reduce((m, v, i) => Math.max(m, Math.abs(v - (wanted[i] as number))), 0);
	expect(off / largest).toBeLessThan(tolerance);
}
