/** WASM on all its threads: Vitest has one thread and no helpers. */
import perception from '../src/features/paint/pipeline/fixtures/perception.json' with { type: 'json' };
import { expect, test } from './support/enginePage';

test('the exported network gives PyTorch’s activations and gradient on several threads, with fused multiply-add', async ({
	engineAt,
}) => {
	const page = await engineAt('?backend=wasm');
	const { backend, kernels, errors } = await page.evaluate(async (fixture) => {
		const { engine } = window.tools;
		const backend = await engine.start();
		const kernels = await engine.run('kernels', backend.threads ?? 1);
		return { backend, kernels, errors: await engine.run('comparePerception', fixture) };
	}, perception);
	expect(backend.name).toBe('wasm');
	// Chromium has relaxed SIMD since version 114; Vitest's Node may not.
	expect(kernels).toEqual({ threads: backend.threads, areFused: true });
	expect(Object.keys(errors)).toHaveLength(Object.keys(perception.layers).length + 4 + perception.styleLayers.length);
	for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(1e-3);
});
