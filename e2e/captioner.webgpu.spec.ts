/** Vitest compares WASM and the CPU with PyTorch; WebGPU needs a browser. */
import fixture from '../src/nets/fixtures/captioner.json' with { type: 'json' };
import { expect, test } from './support/enginePage';

test('a captioner on WebGPU gives the states, vectors and captions of PyTorch', async ({ engineAt }) => {
	const page = await engineAt('?backend=webgpu');
	const { name, result, memory } = await page.evaluate(async (fixture) => {
		const { engine } = window.tools;
		const { name } = await engine.start();
		const result = await engine.run('compareCaptioner', fixture);
		return { name, result, memory: await engine.memory() };
	}, fixture);
	expect(name).toBe('webgpu');
	const pictures = fixture.decoderStates.length;
	expect(Object.keys(result.errors)).toHaveLength(
		pictures * (fixture.said.length + 3) + 3 + fixture.sentence.length + fixture.searches.length,
	);
	for (const [what, error] of Object.entries(result.errors)) expect(error, what).toBeLessThan(1e-2);
	expect(result.captions).toEqual(
		fixture.searches.map((search) => search.captions.map((found) => found.map(({ words }) => words))),
	);
	expect(memory).toMatchObject({ tensors: 0, leakedTensors: 0 });
});
