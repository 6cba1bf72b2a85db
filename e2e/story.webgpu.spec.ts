/** Vitest compares WASM and the CPU with PyTorch; WebGPU needs a browser. */
import fixture from '../src/nets/fixtures/story.json' with { type: 'json' };
import { expect, test } from './support/enginePage';

test('the story encoder and decoder on WebGPU give the vectors, states and logits of PyTorch', async ({ engineAt }) => {
	const page = await engineAt('?backend=webgpu');
	const { name, errors, memory } = await page.evaluate(async (fixture) => {
		const { engine } = window.tools;
		const { name } = await engine.start();
		const errors = await engine.run('compareStory', fixture);
		return { name, errors, memory: await engine.memory() };
	}, fixture);
	expect(name).toBe('webgpu');
	const { skipThought, storyteller, layered } = fixture;
	expect(Object.keys(errors)).toHaveLength(
		skipThought.sentences.length + 1 + 2 * (storyteller.heard.length + layered.heard.length) + 2,
	);
	for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(1e-2);
	expect(memory).toMatchObject({ tensors: 0, leakedTensors: 0 });
});
