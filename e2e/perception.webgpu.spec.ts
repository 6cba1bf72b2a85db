/** Vitest compares WASM and the CPU with PyTorch; WebGPU needs a browser. */
import perception from '../src/features/paint/pipeline/fixtures/perception.json' with { type: 'json' };
import { expect, test } from './support/enginePage';

test('the exported network gives PyTorch’s activations and gradient on WebGPU', async ({ engineAt }) => {
	const page = await engineAt('?backend=webgpu');
	const { name, errors, memory } = await page.evaluate(async (fixture) => {
		const { engine } = window.tools;
		const { name } = await engine.start();
		const errors = await engine.run('comparePerception', fixture);
		return { name, errors, memory: await engine.memory() };
	}, perception);
	expect(name).toBe('webgpu');
	expect(Object.keys(errors)).toHaveLength(Object.keys(perception.layers).length + 4 + perception.styleLayers.length);
	for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(1e-2);
	expect(memory).toMatchObject({ tensors: 0, leakedTensors: 0 });
});
