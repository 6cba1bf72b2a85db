import { expect, test } from './support/enginePage';

/** Every test asserts the backend: WebGPU that is missing must not pass as one that works. */

test('WASM is preferred to a software adapter, unless WebGPU is requested', async ({ engineAt }) => {
	let page = await engineAt();
	const chosen = await page.evaluate(() => window.tools.engine.start());
	expect(chosen.name).toBe('wasm');
	expect(chosen.reason).toContain('software');
	page = await engineAt('?backend=webgpu');
	const asked = await page.evaluate(() => window.tools.engine.start());
	expect(asked.name).toBe('webgpu');
	expect(asked.adapter).toMatch(/swiftshader/i);
});

test('a lost device is replaced, and its job resumes from its snapshot', async ({ engineAt }) => {
	const page = await engineAt('?backend=webgpu');
	const { result, states, status } = await page.evaluate(async () => {
		const { engine, states } = window.tools;
		let lost = false;
		const result = await engine.run(
			'steps',
			{ steps: 12 },
			{
				onProgress: (event) => {
					if (event.step < 3 || lost) return;
					lost = true;
					void engine.simulateLoss('device');
				},
			},
		);
		return { result, states, status: engine.status };
	});
	expect(status).toMatchObject({ state: 'ready', backend: { name: 'webgpu' } });
	expect(result.from).toBeGreaterThanOrEqual(3);
	expect(result.steps).toBe(12);
	expect(result.sum / (30 * 30 * 32 + 4 * 30 * 32 * (2 / 3) + 4 * 32 * (4 / 9))).toBeCloseTo(1, 2);
	expect(states).toEqual(['starting', 'ready', 'recovering', 'ready']);
});

test('cancelling frees all tensors, bytes and pooled buffers', async ({ engineAt }) => {
	const page = await engineAt('?backend=webgpu');
	const { name, before, after } = await page.evaluate(async () => {
		const { engine } = window.tools;
		const { name } = await engine.start();
		await engine.run('steps', { steps: 2 });
		const before = await engine.memory();
		await window.tools.abortedSteps();
		return { name, before, after: await engine.memory() };
	});
	expect(name).toBe('webgpu');
	expect(after).toMatchObject({ tensors: 0, bytes: 0, leakedTensors: 0 });
	expect(after.deviceBytes).toBe(before.deviceBytes);
});

test('a buffer that the device refuses is reported as out of memory, and the next job works', async ({ engineAt }) => {
	const page = await engineAt('?backend=webgpu');
	const { name, code, square } = await page.evaluate(async () => {
		const { engine } = window.tools;
		const { name } = await engine.start();
		const code = await engine.run('fill', 2 ** 30).then(
			() => 'none',
			(error) => error.code,
		);
		return { name, code, square: await engine.run('quick', 4) };
	});
	expect(name).toBe('webgpu');
	expect(code).toBe('out-of-memory');
	expect(square).toBe(16);
});
