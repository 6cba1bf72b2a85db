/** Vitest compares WASM and the CPU with PyTorch; WebGPU needs a browser. */
import fixture from '../src/nets/fixtures/stackgan.json' with { type: 'json' };
import { expect, test } from './support/enginePage';

test('both generators on WebGPU give the distributions and pictures of PyTorch', async ({ engineAt }) => {
	const page = await engineAt('?backend=webgpu');
	const { name, errors, memory } = await page.evaluate(async (fixture) => {
		const { engine } = window.tools;
		const { name } = await engine.start();
		const errors = await engine.run('compareStackGan', fixture);
		return { name, errors, memory: await engine.memory() };
	}, fixture);
	expect(name).toBe('webgpu');
	expect(Object.keys(errors)).toEqual(['mean 1', 'sigma 1', 'mean 2', 'sigma 2', 'sketches', 'details']);
	for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(1e-2);
	expect(memory).toMatchObject({ tensors: 0, leakedTensors: 0 });
});
