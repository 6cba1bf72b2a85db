import { reshape, type Tensor1D } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { networkBackends, slowest, startBackend } from '../../../nets/testing/backends';
import { countGpu } from '../../../nets/testing/countGpu';
import { randomWeights } from '../../../nets/testing/network';
import { Vgg } from '../../../nets/vgg';
import { parseVggConfig } from '../../../nets/vggConfig';
import { lbfgs } from '../../../optim/lbfgs';
import { defaultPaintOptions } from '../options';
import { PaintObjective } from './objective';
import { exampleTargets, noisyPicture, type Shape } from './testing/example';

const backends = await networkBackends();
const { contentLayers, styleLayers } = defaultPaintOptions;
/** The shape of the studio's own network, with fewer channels. */
const config = parseVggConfig({
	blocks: [8, 8, 8, 8, 8].map((channels, at) => ({ channels, convolutions: [2, 2, 3, 3, 2][at] })),
});

it.runIf(backends.includes('webgpu'))('an evaluation takes few dispatches and one read-back', slowest, async () => {
	await startBackend('webgpu');
	const shape: Shape = [1, 32, 32, 3];
	const network = new Vgg(config, randomWeights(config), 'relu5_1');
	const targets = await exampleTargets(network, shape, Object.keys(contentLayers), Object.keys(styleLayers));
	const objective = new PaintObjective(network, shape, targets, {
		content: 1,
		style: 1,
		totalVariation: 1,
		contentLayers: new Map(Object.entries(contentLayers)),
		styleLayers: new Map(Object.entries(styleLayers)),
	});
	const variables = reshape(noisyPicture(shape, 3), [-1]) as Tensor1D;
	const counts = countGpu();
	const steps = [];
	for await (const _ of lbfgs(objective.evaluate, variables, { evaluations: 6, history: 3 })) {
		steps.push(counts());
	}
	const last = steps.at(-1);
	expect(last?.readBacks).toBe(1);
	expect(last?.dispatches).toBeLessThanOrEqual(60);
	expect(last?.uploaded).toBeLessThan(64_000);
});
