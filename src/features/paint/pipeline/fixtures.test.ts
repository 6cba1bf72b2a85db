/** Compares results with PyTorch and SciPy. WebGPU is compared in e2e/perception.webgpu.spec.ts. */
import { readFileSync } from 'node:fs';
import { memory, square, sum, tensor1d, tensor4d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../models/hash';
import { readSafetensors } from '../../../models/safetensors';
import type { LoadedModel } from '../../../models/types';
import { contentTarget } from '../../../nets/contentLoss';
import { gramMatrix } from '../../../nets/gram';
import { networkBackends, slowest, startBackend } from '../../../nets/testing/backends';
import { Vgg, type Weights } from '../../../nets/vgg';
import { parseVggConfig } from '../../../nets/vggConfig';
import { lbfgs } from '../../../optim/lbfgs';
import perception from './fixtures/perception.json';
import scipy from './fixtures/scipy.json';
import { PaintObjective } from './objective';
import { fixtureErrors } from './testing/fixture';

async function exported(): Promise<LoadedModel> {
	const folder = new URL('../../../../public/models/perception/', import.meta.url);
	const bytes = new Uint8Array(readFileSync(new URL('model.safetensors', folder)));
	return {
		name: 'perception',
		hash: await sha256(bytes),
		config: JSON.parse(readFileSync(new URL('config.json', folder), 'utf8')),
		tensors: readSafetensors(bytes, 'model.safetensors'),
	};
}

describe.each(await networkBackends())('the exported network on %s', slowest, (backend) => {
	it('sees what PyTorch sees, and has its gradient', async () => {
		await startBackend(backend);
		const before = memory().numTensors;
		const errors = await fixtureErrors(perception, await exported());
		expect(Object.keys(errors)).toHaveLength(Object.keys(perception.layers).length + 4 + perception.styleLayers.length);
		for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(1e-3);
		expect(memory().numTensors).toBe(before);
	});
});

describe('L-BFGS on the paint objective', () => {
	it('gets as far as SciPy in as many evaluations', async () => {
		await startBackend('wasm');
		const config = parseVggConfig(scipy.config);
		const weights: Weights = new Map(
			Object.entries(scipy.tensors).map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }]),
		);
		const network = new Vgg(config, weights);
		const shape: [number, number, number, number] = [1, scipy.height, scipy.width, 3];
		const photo = network.forward(tensor4d(Float32Array.from(scipy.photo), shape));
		const painting = network.forward(tensor4d(Float32Array.from(scipy.painting), shape));
		const content = new Map();
		for (const layer of scipy.contentLayers) content.set(layer, await contentTarget(photo.layer(layer)));
		const style = new Map();
		for (const layer of scipy.styleLayers) {
			const gram = gramMatrix(painting.layer(layer));
			style.set(layer, { gram, squaredNorm: (await sum(square(gram)).data())[0] as number });
		}
		const one = (layers: readonly string[]) => new Map(layers.map((layer) => [layer, 1]));
		const { contentLayers, styleLayers, evaluations, history } = scipy;
		const objective = new PaintObjective(
			network,
			shape,
			{ content, style },
			{ ...scipy.weights, contentLayers: one(contentLayers), styleLayers: one(styleLayers) },
		);
		const reached: number[] = [];
		const start = tensor1d(Float32Array.from(scipy.photo));
		for await (const { values, best } of lbfgs(objective.evaluate, start, { evaluations, history })) {
			if (reached.length === 0) expect(Math.abs((values[0] as number) / scipy.firstLoss - 1)).toBeLessThan(1e-3);
			reached.push(best.values[0] as number);
		}
		expect(reached).toHaveLength(evaluations);
		expect(reached[evaluations - 1] as number).toBeLessThanOrEqual(1.05 * scipy.bestLosses['100']);
	});
});
