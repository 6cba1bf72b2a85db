import { grad, memory, reshape, type Tensor1D, tensor1d, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalNoise, seededUniform } from '../../../nets/prng';
import type { StyleMask } from '../../../nets/styleLoss';
import { networkBackends, slowest, startBackend } from '../../../nets/testing/backends';
import { randomWeights, tinyConfig } from '../../../nets/testing/network';
import { stockNetwork } from '../../../nets/testing/stock';
import { Vgg } from '../../../nets/vgg';
import type { ObjectiveWeights } from './lossMixing';
import { type Frame, PaintObjective, type Targets } from './objective';
import { exampleTargets, noisyPicture, type Shape } from './testing/example';
import { stockObjective } from './testing/stockObjective';

const shape: Shape = [1, 12, 18, 3];
const size = 12 * 18 * 3;
/** Channels in whole vectors, which WebGPU's kernels for the losses need. */
const config = { ...tinyConfig, blocks: [4, 8, 8].map((channels) => ({ channels, convolutions: 2 })) };
const weights = randomWeights(config);
const everything: ObjectiveWeights = {
	content: 0.7,
	style: 1.3,
	totalVariation: 0.9,
	contentLayers: new Map([
		['relu2_1', 1],
		['relu3_1', 4],
	]),
	styleLayers: new Map([
		['relu1_1', 1],
		['relu2_1', 3],
		['relu3_2', 2],
	]),
};
const cases: [string, Partial<ObjectiveWeights>, boolean][] = [
	['all terms', {}, false],
	['content alone', { style: 0, totalVariation: 0 }, false],
	['style alone', { content: 0, totalVariation: 0 }, false],
	['a masked style', {}, true],
];

/** A mask of random weights over the picture, and its means at each layer's size. */
function exampleMask(): { frame: Frame; masks: Map<string, StyleMask> } {
	const random = seededUniform(5);
	const mask = Float32Array.from({ length: 12 * 18 }, () => (random() < 0.4 ? 0 : random()));
	const frame = { photo: noisyPicture(shape, 1), mask: tensor4d(mask, [1, 12, 18, 1]) };
	const masks = new Map<string, StyleMask>();
	for (const [layer, scale] of [
		['relu1_1', 1],
		['relu2_1', 2],
		['relu3_2', 4],
	] as const) {
		const [h, w] = [Math.floor(12 / scale), Math.floor(18 / scale)];
		const values = Float32Array.from({ length: h * w }, () => random());
		masks.set(layer, { weights: tensor2d(values, [h * w, 1]), positions: values.reduce((sum, v) => sum + v * v, 0) });
	}
	return { frame, masks };
}

describe.each(await networkBackends())('PaintObjective on %s', slowest, (backend) => {
	let network: Vgg;
	let targets: Targets;
	beforeAll(async () => {
		await startBackend(backend);
		network = new Vgg(config, weights);
		targets = await exampleTargets(network, shape, everything.contentLayers.keys(), everything.styleLayers.keys());
	}, slowest.timeout);
	const place = () => reshape(noisyPicture(shape, 3), [size]) as Tensor1D;

	it.each(cases)('agrees with tf.grad: %s', async (_, some, isMasked) => {
		const w = { ...everything, ...some };
		const { frame, masks } = isMasked ? exampleMask() : {};
		const all = masks ? { ...targets, masks } : targets;
		const objective = new PaintObjective(network, shape, all, w, frame);
		const stock = stockObjective(stockNetwork(config, weights), shape, all, w, frame);
		const x = place();
		const { values, gradient } = objective.evaluate(x);
		const { losses, styleLayers } = objective.read(await values.data());
		const loss = (await stock(x).data())[0] as number;
		expect(Math.abs(losses.total - loss) / loss).toBeLessThan(1e-4);
		const sum = w.content * losses.content + w.style * losses.style + w.totalVariation * losses.totalVariation;
		expect(losses.total).toBeCloseTo(sum, 4);
		const mean = ((styleLayers.relu1_1 ?? 0) + 3 * (styleLayers.relu2_1 ?? 0) + 2 * (styleLayers.relu3_2 ?? 0)) / 6;
		expect(losses.style).toBeCloseTo(mean, 4);
		const wanted = (await grad(stock)(x).data()) as Float32Array;
		const got = (await gradient.data()) as Float32Array;
		const largest = wanted.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
		const off = got.reduce((m, v, i) => Math.max(m, Math.abs(v - (wanted[i] as number))), 0);
		expect(off / largest).toBeLessThan(1e-3);
	});

	it('agrees with finite differences along random directions', async () => {
		const objective = new PaintObjective(network, shape, targets, everything);
		const x = (await place().data()) as Float32Array;
		const { gradient } = objective.evaluate(tensor1d(x));
		const g = (await gradient.data()) as Float32Array;
		const lossAt = async (t: number, d: Float32Array) => {
			const moved = x.map((v, i) => v + t * (d[i] as number));
			return (await objective.evaluate(tensor1d(moved)).values.data())[0] as number;
		};
		for (const seed of [21, 22, 23]) {
			// A direction close to the gradient, so that the slope exceeds the rounding errors of single precision.
			const d = normalNoise(size, seed).map((v, i) => Math.sign(g[i] as number) * Math.abs(v));
			const slope = d.reduce((sum, v, i) => sum + v * (g[i] as number), 0);
			const h = 2e-3;
			const measured = ((await lossAt(h, d)) - (await lossAt(-h, d))) / (2 * h);
			expect(Math.abs(measured - slope) / slope).toBeLessThan(0.01);
		}
	});

	it('moves nothing where the mask is black', async () => {
		const { frame, masks } = exampleMask();
		const objective = new PaintObjective(network, shape, { ...targets, masks }, everything, frame);
		const g = await objective.evaluate(place()).gradient.data();
		const shown = await objective.picture(place()).data();
		const photo = await frame.photo.data();
		const mask = await frame.mask.data();
		for (const [at, m] of mask.entries()) {
			if (m !== 0) continue;
			for (let c = 0; c < 3; c++) {
				expect(Math.abs(g[at * 3 + c] as number)).toBe(0);
				expect(shown[at * 3 + c]).toBe(photo[at * 3 + c]);
			}
		}
		expect(g.some((v) => v !== 0)).toBe(true);
	});

	it('leaves nothing behind but its result', () => {
		const objective = new PaintObjective(network, shape, targets, everything);
		const x = place();
		const before = memory().numTensors;
		const { values, gradient } = objective.evaluate(x);
		expect(memory().numTensors).toBe(before + 2);
		values.dispose();
		gradient.dispose();
	});
});
