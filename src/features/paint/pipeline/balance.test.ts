import { memory, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gramMatrix } from '../../../nets/gram';
import { startBackend } from '../../../nets/testing/backends';
import { randomWeights, tinyConfig } from '../../../nets/testing/network';
import { Vgg } from '../../../nets/vgg';
import { balanced, styleDistance } from './balance';
import type { Pixels } from './pixels';
import { stripes } from './testing/job';

const layers = ['relu1_1', 'relu2_1'];
const flat: Pixels = { width: 48, height: 48, rgb: new Float32Array(48 * 48 * 3).fill(0.5) };
const busy = stripes(48, 48, 6, 3);

describe('balance', () => {
	let network: Vgg;
	beforeAll(async () => {
		await startBackend('wasm');
		network = new Vgg(tinyConfig, randomWeights(tinyConfig));
	});

	async function gramsOf({ width, height, rgb }: Pixels) {
		const picture = tensor4d(rgb, [1, height, width, 3]);
		const activations = network.forward(picture);
		const grams = new Map();
		for (const layer of layers) {
			const gram = gramMatrix(activations.layer(layer));
			grams.set(layer, { channels: gram.shape[0], values: await gram.data() });
			gram.dispose();
		}
		activations.dispose();
		picture.dispose();
		return grams;
	}

	it('finds a flat photo further from a painting than a busy one, and a picture at no distance from itself', async () => {
		const grams = await gramsOf(stripes(48, 48, 8, 2));
		const { numTensors } = memory();
		expect(await styleDistance(network, flat, grams)).toBeGreaterThan(await styleDistance(network, busy, grams));
		expect(await styleDistance(network, busy, await gramsOf(busy))).toBeLessThan(1e-3);
		expect(memory().numTensors).toBe(numTensors);
	});

	it('holds what is far apart closer to the photo, within bounds', () => {
		expect(balanced(0.04, 0.9)).toBeCloseTo(0.04, 6);
		expect(balanced(0.04, 2)).toBeGreaterThan(0.04);
		expect(balanced(0.04, 0.5)).toBeLessThan(0.04);
		expect(balanced(0.04, 1e9)).toBeLessThan(10);
		expect(balanced(0.04, 0)).toBeGreaterThan(0);
		expect(balanced(0, 2)).toBe(0);
	});
});
