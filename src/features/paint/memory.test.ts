import { engine, reshape, type Tensor1D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { startBackend } from '../../nets/testing/backends';
import { randomWeights } from '../../nets/testing/network';
import { watchPeak } from '../../nets/testing/peak';
import { Vgg } from '../../nets/vgg';
import { parseVggConfig } from '../../nets/vggConfig';
import { lbfgs } from '../../optim/lbfgs';
import { bytesOfCanvas, estimateMemory, largestSize, type MemoryQuestion } from './memory';
import { defaultPaintOptions, type PaintOptions } from './options';
import { PaintObjective } from './pipeline/objective';
import { exampleTargets, noisyPicture, type Shape } from './pipeline/testing/example';

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
		['wasm', 'average', 5],
		['wasm', 'average', 20],
		['wasm', 'max', 5],
		['kernels', 'average', 5],
		['kernels', 'average', 20],
		['kernels', 'max', 5],
	] as const)('is what a painting really takes: %s, %s pooling, %i pairs', async (backend, pooling, history) => {
		await startBackend(backend);
		const shape: Shape = [1, 64, 96, 3];
		const scope = engine();
		scope.startScope('memory');
		try {
			const peak = watchPeak();
			const config = parseVggConfig({ blocks });
			const network = new Vgg(config, randomWeights(config), undefined, pooling);
			const targets = await exampleTargets(network, shape, ['relu3_1'], ['relu1_1', 'relu2_1', 'relu3_2']);
			const one = (layers: string[]) => new Map(layers.map((layer) => [layer, 1] as const));
			const objective = new PaintObjective(network, shape, targets, {
				content: 1,
				style: 1,
				totalVariation: 1,
				contentLayers: one(['relu3_1']),
				styleLayers: one(['relu1_1', 'relu2_1', 'relu3_2']),
			});
			const start = reshape(noisyPicture(shape, 3), [-1]) as Tensor1D;
			for await (const _ of lbfgs(objective.evaluate, start, { evaluations: 2 * history + 10, history }));
			const measured = peak();

			const told = bytesOfCanvas(96, 64, {
				...question,
				options: { ...options, pooling, history },
				backend: backend === 'kernels' ? 'wasm' : 'webgpu',
			});
			expect(told / measured).toBeGreaterThan(0.9);
			expect(told / measured).toBeLessThan(1.25);
		} finally {
			scope.endScope();
		}
	});

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
