/** WASM on all its threads: Vitest has one thread and no helpers. */
import perception from '../src/features/paint/pipeline/fixtures/perception.json' with { type: 'json' };
import { expect, test } from './support/enginePage';

test('the exported network gives PyTorch’s activations and gradient on several threads', async ({ engineAt }) => {
	const page = await engineAt('?backend=wasm');
	const { backend, threads, errors } = await page.evaluate(async (fixture) => {
		const { engine } = window.tools;
		const backend = await engine.start();
		const threads = await engine.run('kernelThreads', backend.threads ?? 1);
		return { backend, threads, errors: await engine.run('comparePerception', fixture) };
	}, perception);
	expect(backend.name).toBe('wasm');
	expect(threads).toBe(backend.threads);
	expect(Object.keys(errors)).toHaveLength(Object.keys(perception.layers).length + 4 + perception.styleLayers.length);
	for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(1e-3);
});
