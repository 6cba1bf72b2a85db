import { mean, memory, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { PooledVgg } from './pooledVgg';
import { seededUniform } from './prng';
import { networkBackends, slowest, startBackend } from './testing/backends';
import { randomWeights, tinyConfig } from './testing/network';
import { Vgg } from './vgg';

/** Channels that the kernels take, and a number that they do not. */
const mixed = { ...tinyConfig, blocks: [...tinyConfig.blocks, { channels: 12, convolutions: 2 }] };

describe.each(await networkBackends())('PooledVgg on %s', slowest, (backend) => {
	it.each([
		['RGB', mixed],
		['BGR', { ...mixed, channelOrder: 'bgr' as const, pooling: 'max' as const }],
	])('gives the mean of what Vgg sees deepest, of %s, and leaves nothing behind', async (_, config) => {
		await startBackend(backend);
		const weights = randomWeights(config);
		const random = seededUniform(8);
		const picture: Tensor4D = tensor4d(
			Float32Array.from({ length: 24 * 24 * 3 }, () => random()),
			[1, 24, 24, 3],
		);
		const network = new PooledVgg(config, weights);
		const before = memory().numTensors;
		const { pooled: got, map } = network.extractFeatures(picture);
		expect(map).toBeUndefined();
		expect(memory().numTensors).toBe(before + 1);
		expect(got.shape).toEqual([1, network.features]);
		const wanted = tidy(() => mean(new Vgg(config, weights).forward(picture).layer('relu4_2'), [1, 2]));
		const [a, b] = [await got.data(), await wanted.data()];
		expect(Math.max(...b)).toBeGreaterThan(0);
		b.forEach((value, at) => {
			expect(a[at]).toBeCloseTo(value, 5);
		});
	});
});
