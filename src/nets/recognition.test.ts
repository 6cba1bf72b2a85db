/** Agreement with PyTorch. WebGPU in a browser is compared in e2e/captioner.webgpu.spec.ts. */
import { memory, tensor4d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import fixture from './fixtures/recognition.json';
import { ForwardVgg } from './forwardVgg';
import { seededUniform } from './prng';
import { Recognition } from './recognition';
import { errorsOn } from './testing/agreement';
import { networkBackends, slowest, startBackend } from './testing/backends';
import { weightsOf } from './testing/captioner';
import { randomWeights, tinyConfig } from './testing/network';
import { recognitionError } from './testing/recognition';

describe.each(await networkBackends())('recognition on %s', slowest, (backend) => {
	it('computes the last map of PyTorch', async () => {
		await errorsOn(backend, async () => {
			const { shape, error } = await recognitionError(fixture);
			expect(shape).toEqual([1, ...fixture.map.size, fixture.shape.features]);
			return { map: error };
		});
		expect(Math.max(...fixture.map.values)).toBeGreaterThan(1);
	});
});

describe('recognition', () => {
	const below = () => new ForwardVgg(tinyConfig, randomWeights(tinyConfig), 'relu3_1');
	const make = (tensors = weightsOf(fixture.tensors)) => new Recognition(fixture.shape, tensors, below());

	it('gives a picture’s map and its mean, and leaves nothing else behind', async () => {
		await startBackend('cpu');
		const network = make();
		const random = seededUniform(8);
		const picture = tensor4d(
			Float32Array.from({ length: 32 * 32 * 3 }, () => random()),
			[1, 32, 32, 3],
		);
		const before = memory().numTensors;
		const { map, pooled } = network.extractFeatures(picture);
		expect(memory().numTensors).toBe(before + 2);
		expect(map.shape).toEqual([1, 2, 2, network.features]);
		const [cells, mean] = [(await map.data()) as Float32Array, await pooled.data()];
		expect(pooled.shape).toEqual([1, network.features]);
		mean.forEach((value, at) => {
			const own = cells.filter((_, i) => i % network.features === at);
			expect(value).toBeCloseTo(own.reduce((a, b) => a + b) / own.length, 5);
		});
	});

	it('names a weight that is missing, and refuses a layer of another width', () => {
		const short = new Map(weightsOf(fixture.tensors));
		short.delete('stage2.block1.second.bias');
		expect(() => make(short)).toThrow(/stage2\.block1\.second\.bias/);
		const wide = { ...fixture.shape, inputs: 12 };
		expect(() => new Recognition(wide, weightsOf(fixture.tensors), below())).toThrow(/12 channels, not 8/);
	});
});
