import { memory, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { ForwardVgg } from './forwardVgg';
import { seededUniform } from './prng';
import { networkBackends, slowest, startBackend } from './testing/backends';
import { randomWeights, tinyConfig } from './testing/network';
import { Vgg } from './vgg';

/** Channels that the kernels take, and a number that they do not. */
const mixed = { ...tinyConfig, blocks: [...tinyConfig.blocks, { channels: 12, convolutions: 2 }] };

describe.each(await networkBackends())('ForwardVgg on %s', slowest, (backend) => {
	it.each([
		['RGB', mixed],
		['BGR', { ...mixed, channelOrder: 'bgr' as const, pooling: 'max' as const }],
	])('gives the deepest layer of Vgg, of %s, and leaves nothing behind', async (_, config) => {
		await startBackend(backend);
		const weights = randomWeights(config);
		const random = seededUniform(8);
		const picture: Tensor4D = tensor4d(
			Float32Array.from({ length: 24 * 24 * 3 }, () => random()),
			[1, 24, 24, 3],
		);
		const network = new ForwardVgg(config, weights, 'relu4_2');
		const before = memory().numTensors;
		const got = network.forward(picture);
		expect(memory().numTensors).toBe(before + 1);
		const wanted = new Vgg(config, weights).forward(picture).layer('relu4_2');
		expect(got.shape).toEqual(wanted.shape);
		const [a, b] = [await got.data(), await wanted.data()];
		expect(Math.max(...b)).toBeGreaterThan(0);
		b.forEach((value, at) => {
			expect(a[at]).toBeCloseTo(value, 5);
		});
	});
});
