import { memory, mul, reshape, type Tensor1D, type Tensor4D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededUniform } from '../../../nets/prng';
import type { StyleMask } from '../../../nets/styleLoss';
import { networkBackends, slowest, startBackend } from '../../../nets/testing/backends';
import { randomWeights } from '../../../nets/testing/network';
import { Vgg } from '../../../nets/vgg';
import { parseVggConfig, stagesOf } from '../../../nets/vggConfig';
import { coreOf, divide, reachOf } from '../shared/tiles';
import type { ObjectiveWeights } from './lossMixing';
import { frameOf } from './mask';
import { PaintObjective, type Targets } from './objective';
import { exampleTargets, noisyPicture, type Shape, tileTargets } from './testing/example';
import { scalesOf, TiledObjective, tilesOf } from './tiledObjective';

/** As deep as the studio's own network up to relu5_1, with fewer channels. */
const config = parseVggConfig({
	blocks: [8, 8, 8, 16, 16].map((channels, at) => ({ channels, convolutions: [2, 2, 3, 3, 1][at] })),
});
const one = (layers: readonly string[]) => new Map(layers.map((layer) => [layer, 1]));
const weights: ObjectiveWeights = {
	content: 0.7,
	style: 1.3,
	totalVariation: 0.9,
	contentLayers: one(['relu4_1', 'relu2_2']),
	styleLayers: one(['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1', 'relu5_1']),
};
const shape: Shape = [1, 176, 240, 3];

describe('tiles', () => {
	it('reach as far as the network sees', () => {
		// In pixels: 2 + 2 x 2 + 3 x 4 + 3 x 8 + 1 x 16, rounded up to the deepest block.
		expect(reachOf(stagesOf(config))).toEqual({ margin: 64, multiple: 16 });
		expect(reachOf(stagesOf(config, 'relu1_2'))).toEqual({ margin: 2, multiple: 1 });
	});

	it.each([
		[240, 176, 64],
		[512, 512, 512],
		[2064, 1380, 512],
		[100, 90, 30],
	])('cover a canvas of %i x %i once, %i px at a time', (width, height, size) => {
		const seen = new Uint8Array(width * height);
		for (const { core, window } of divide(width, height, size, { margin: 64, multiple: 16 })) {
			expect(Math.max(core.width, core.height)).toBeLessThanOrEqual(Math.max(size, 32));
			expect([core.x % 16, core.y % 16, window.x % 16, window.y % 16]).toEqual([0, 0, 0, 0]);
			expect(coreOf({ core, window }, 1)).toMatchObject({ width: core.width, height: core.height });
			for (let y = core.y; y < core.y + core.height; y++) {
				for (let x = core.x; x < core.x + core.width; x++) seen[y * width + x] = (seen[y * width + x] as number) + 1;
			}
		}
		expect(seen.every((count) => count === 1)).toBe(true);
	});
});

const backends = (await networkBackends()).filter((name) => name === 'kernels' || name === 'wasm');

describe.each(backends)('TiledObjective on %s', slowest, (backend) => {
	beforeAll(() => startBackend(backend), slowest.timeout);

	it.each([
		['all terms', 64, false],
		['a masked style', 96, true],
	] as const)('has the loss and the gradient of the whole picture: %s', async (_, tile, isMasked) => {
		const network = new Vgg(config, randomWeights(config));
		const plain = await exampleTargets(network, shape, weights.contentLayers.keys(), weights.styleLayers.keys());
		const random = seededUniform(5);
		const plane = {
			width: 240,
			height: 176,
			values: Float32Array.from({ length: 240 * 176 }, () => (random() < 0.4 ? 0 : random())),
		};
		const masks = new Map<string, StyleMask>();
		for (const [layer, scale] of scalesOf(network)) {
			const size = (176 / scale) * (240 / scale);
			const values = Float32Array.from({ length: size }, () => random());
			masks.set(layer, { weights: tensor2d(values, [size, 1]), positions: values.reduce((sum, v) => sum + v * v, 0) });
		}
		const photo = { width: 224, height: 160, rgb: new Float32Array(224 * 160 * 3).fill(0.5) };
		const frame = isMasked ? frameOf(photo, plane) : undefined;
		const targets: Targets = isMasked ? { ...plain, masks } : plain;
		let turns = 0;
		const whole = new PaintObjective(network, shape, targets, weights, frame);
		const parts = new TiledObjective({
			network,
			shape,
			targets: tileTargets(network, shape, targets, tile),
			weights,
			tile,
			yieldTurn: async () => void turns++,
			...(frame ? { frame } : {}),
		});
		// Darker than the painting: of two almost equal Gram matrices, the difference is mostly rounding.
		const variables = reshape(mul(noisyPicture(shape, 3), 0.6), [-1]) as Tensor1D;
		const wanted = whole.evaluate(variables);
		const { numTensors } = memory();
		const got = await parts.evaluate(variables);
		expect(memory().numTensors).toBe(numTensors + 2);
		// After each tile of both passes.
		expect(turns).toBe(2 * tilesOf(network, shape, tile).length);
		const [losses, wantedLosses] = [await got.values.data(), await wanted.values.data()];
		for (const [at, loss] of wantedLosses.entries()) {
			expect(Math.abs((losses[at] as number) - loss) / loss).toBeLessThan(1e-4);
		}
		expect(errorOf(await got.gradient.data(), await wanted.gradient.data())).toBeLessThan(1e-4);
		const shown = tidy(() => [parts.picture(variables), whole.picture(variables)]) as [Tensor4D, Tensor4D];
		expect(await shown[0].data()).toEqual(await shown[1].data());
	});
});

/** Largest difference relative to the largest value wanted. */
function errorOf(got: ArrayLike<number>, wanted: ArrayLike<number>): number {
	let [largest, off] = [0, 0];
	for (let at = 0; at < wanted.length; at++) {
		largest = Math.max(largest, Math.abs(wanted[at] as number));
		off = Math.max(off, Math.abs((got[at] as number) - (wanted[at] as number)));
	}
	return off / largest;
}
