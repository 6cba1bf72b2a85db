import { engine, reshape, type Tensor1D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { watchPeak } from '../../engine/worker/scope';
import { slowest, startBackend } from '../../nets/testing/backends';
import { randomWeights } from '../../nets/testing/network';
import { Vgg } from '../../nets/vgg';
import { parseVggConfig } from '../../nets/vggConfig';
import { lbfgs } from '../../optim/lbfgs';
import { bytesOfCanvas, estimateMemory, largestSize, type MemoryQuestion } from './memory';
import { defaultPaintOptions, type PaintOptions } from './options';
import { PaintObjective } from './pipeline/objective';
import { exampleTargets, noisyPicture, type Shape, tileTargets } from './pipeline/testing/example';
import { TiledObjective } from './pipeline/tiledObjective';

const blocks = [
	{ channels: 16, convolutions: 2 },
	{ channels: 24, convolutions: 2 },
	{ channels: 32, convolutions: 2 },
];
const options = {
	...defaultPaintOptions,
	contentLayers: { relu3_1: 1 },
	styleLayers: { relu1_1: 1, relu2_1: 1, relu3_2: 1 },
};
const question: MemoryQuestion = { options, aspect: 1, blocks };

describe('estimateMemory', () => {
	it.each([
		['average', 5, undefined],
		['average', 20, undefined],
		['max', 5, undefined],
		['average', 3, 32],
		['average', 5, 64],
	] as const)(
		'is what a painting really takes: %s pooling, %i pairs, tiles: %s',
		slowest,
		async (pooling, history, tile) => {
			await startBackend('kernels');
			const [height, width] = tile === undefined ? [64, 96] : [160, 224];
			const shape: Shape = [1, height, width, 3];
			const scope = engine();
			scope.startScope('memory');
			try {
				const peak = watchPeak();
				const config = parseVggConfig({ blocks });
				const network = new Vgg(config, randomWeights(config), undefined, pooling);
				const whole = await exampleTargets(network, shape, ['relu3_1'], ['relu1_1', 'relu2_1', 'relu3_2']);
				const one = (layers: string[]) => new Map(layers.map((layer) => [layer, 1] as const));
				const weights = {
					content: 1,
					style: 1,
					totalVariation: 1,
					contentLayers: one(['relu3_1']),
					styleLayers: one(['relu1_1', 'relu2_1', 'relu3_2']),
				};
				const tiled = tile && tileTargets(network, shape, whole, tile);
				const objective = tiled
					? new TiledObjective({ network, shape, targets: tiled, weights, tile, yieldTurn: async () => {} })
					: new PaintObjective(network, shape, whole, weights);
				if (tiled) for (const { features } of whole.content.values()) features.dispose();
				const start = reshape(noisyPicture(shape, 3), [-1]) as Tensor1D;
				peak();
				for await (const _ of lbfgs(objective.evaluate, start, { evaluations: tile ? 5 : 2 * history + 10, history }));
				const measured = peak();

				const told = bytesOfCanvas(width, height, {
					...question,
					options: { ...options, pooling, history },
					backend: 'wasm',
					...(tile ? { tile } : {}),
				});
				expect(told / measured).toBeGreaterThan(0.87);
				expect(told / measured).toBeLessThan(1.15);
			} finally {
				scope.endScope();
			}
		},
	);

	it('grows with the square of the size, with the history, and with depth', () => {
		const at = (some: Partial<PaintOptions>) => estimateMemory({ ...question, options: { ...options, ...some } });
		expect(at({ size: 1024 }) / at({ size: 512 })).toBeGreaterThan(3.5);
		expect(at({ history: 30 })).toBeGreaterThan(at({ history: 3 }));
		expect(at({ optimiser: 'adam' })).toBeLessThan(at({ history: 3 }));
		expect(at({ styleLayers: { relu1_1: 1 }, contentLayers: {} })).toBeLessThan(at({}));
		expect(estimateMemory({ ...question, isMasked: true })).toBeGreaterThan(estimateMemory(question));
		expect(estimateMemory({ ...question, aspect: 2 })).toBeLessThan(estimateMemory(question));
		expect(estimateMemory({ ...question, aspect: 0.5 })).toBe(estimateMemory({ ...question, aspect: 2 }));
	});

	it('finds the largest size that fits', () => {
		const sizes = { min: 64, max: 1024, step: 32 };
		const limit = estimateMemory({ ...question, options: { ...options, size: 448 } });
		expect(largestSize(question, limit, sizes)).toBe(448);
		expect(largestSize(question, limit - 1, sizes)).toBe(416);
		expect(largestSize(question, 1000, sizes)).toBeUndefined();
		expect(largestSize(question, 1e12, sizes)).toBe(1024);
	});
});
