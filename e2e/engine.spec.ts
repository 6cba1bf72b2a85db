import { expect, test } from './support/enginePage';

test.describe.configure({ mode: 'default' });

test('WASM uses every core, with SIMD, and says why it was chosen', async ({ engineAt }) => {
	const page = await engineAt();
	const { report, cores } = await page.evaluate(async () => ({
		report: await window.tools.engine.start(),
		cores: navigator.hardwareConcurrency,
	}));
	expect(report).toMatchObject({ name: 'wasm', simd: true });
	expect(report.reason).toMatch(/WebAssembly with SIMD, .*WebGPU|graphics adapter/);
	expect(report.threads).toBe(cores <= 4 ? cores : Math.min(8, Math.max(4, Math.floor(cores / 2))));
	// The choice of threads must not show outside of the start.
	expect(await page.evaluate(() => window.tools.states)).toEqual(['starting', 'ready']);
});

test('several threads give the same result as one', async ({ engineAt }) => {
	const page = await engineAt('?backend=wasm');
	const result = await page.evaluate(() => window.tools.engine.run('steps', { steps: 2, size: 64 }));
	const inside = 62 * 62 * 32;
	const edges = 4 * 62 * 32 * (2 / 3);
	const corners = 4 * 32 * (4 / 9);
	expect(result.sum / (inside + edges + corners)).toBeCloseTo(1, 3);
});

test('?backend=cpu is obeyed, and ?backend=webgpu without an adapter is refused with advice', async ({ engineAt }) => {
	let page = await engineAt('?backend=cpu');
	expect(await page.evaluate(() => window.tools.engine.start())).toMatchObject({ name: 'cpu' });
	expect(await page.evaluate(() => window.tools.engine.run('quick', 3))).toBe(9);
	page = await engineAt('?backend=webgpu');
	const error = await page.evaluate(() =>
		window.tools.engine.start().catch((e) => ({ code: e.code, message: e.message })),
	);
	expect(error).toMatchObject({ code: 'backend-unavailable', message: expect.stringContaining('?backend=webgpu') });
});

test('a short job is answered within a step of a long one', async ({ engineAt }) => {
	const page = await engineAt('?backend=wasm');
	const { asked, answered, square } = await page.evaluate(async () => {
		const { engine } = window.tools;
		const controller = new AbortController();
		let step = 0;
		const long = engine.run(
			'steps',
			{ steps: 1e6, size: 128 },
			{
				signal: controller.signal,
				onProgress: (event) => {
					step = event.step;
				},
			},
		);
		const reached = (least: number) =>
			new Promise<void>((resolve) => {
				const look = () => (step >= least ? resolve() : requestAnimationFrame(look));
				look();
			});
		await reached(3);
		const asked = step;
		const square = await engine.run('quick', 7);
		const answered = step;
		controller.abort();
		await long.catch(() => undefined);
		return { asked, answered, square };
	});
	expect(square).toBe(49);
	// The page may hear of a step late, as events are merged; the queue's unit tests count exactly.
	expect(answered - asked).toBeLessThan(10);
});

test('cancelling frees all tensors and bytes, and a leak would be detected', async ({ engineAt }) => {
	const page = await engineAt('?backend=wasm');
	const seen = await page.evaluate(async () => {
		const { engine } = window.tools;
		await engine.run('steps', { steps: 1 });
		const before = await engine.memory();
		const names: string[] = [];
		for (let round = 0; round < 3; round++) {
			names.push(await window.tools.abortedSteps());
		}
		const after = await engine.memory();
		await engine.run('steps', { steps: 1, leak: true });
		return { names, before, after, leaked: await engine.memory() };
	});
	expect(seen.names).toEqual(['AbortError', 'AbortError', 'AbortError']);
	expect(seen.before).toMatchObject({ tensors: 0, bytes: 0, leakedTensors: 0 });
	expect(seen.after).toMatchObject({ tensors: 0, bytes: 0, leakedTensors: 0 });
	expect(seen.after.deviceBytes).toBe(seen.before.deviceBytes);
	expect(seen.leaked.leakedTensors).toBe(1);
});

test('pause holds a job between two steps, and finish ends it with the current result', async ({ engineAt }) => {
	const page = await engineAt('?backend=wasm');
	const { duringPause, result } = await page.evaluate(async () => {
		const { engine, createPauseSwitch } = window.tools;
		const pause = createPauseSwitch();
		const finish = new AbortController();
		let step = 0;
		const long = engine.run(
			'steps',
			{ steps: 1e6 },
			{
				pause,
				finish: finish.signal,
				onProgress: (event) => {
					step = event.step;
					if (step >= 3) pause.set(true);
				},
			},
		);
		const paused = new Promise<void>((resolve) => pause.subscribe(() => resolve()));
		await paused;
		// Short jobs are served in turns; each answer lies behind at least one of the long job's.
		await engine.run('quick', 1);
		const first = step;
		for (let n = 0; n < 20; n++) await engine.run('quick', n);
		const duringPause = step - first;
		finish.abort();
		return { duringPause, result: await long };
	});
	expect(duringPause).toBe(0);
	expect(result.steps).toBeGreaterThanOrEqual(3);
	expect(result.steps).toBeLessThan(1e6);
});

test('a worker that dies silently is replaced, and its job resumes from its snapshot', async ({ engineAt }) => {
	const page = await engineAt('?backend=wasm');
	const { result, states, order } = await page.evaluate(async () => {
		const { engine, states } = window.tools;
		const order: number[] = [];
		let lost = false;
		const result = await engine.run(
			'steps',
			{ steps: 400 },
			{
				onProgress: (event) => {
					order.push(event.step);
					if (event.step >= 5 && !lost) {
						lost = true;
						void engine.simulateLoss('worker');
					}
				},
			},
		);
		return { result, states, order };
	});
	expect(result.from).toBeGreaterThanOrEqual(5);
	expect(result.steps).toBe(400);
	expect(order.at(-1)).toBe(400);
	expect(states).toEqual(['starting', 'ready', 'recovering', 'ready']);
});

test('a job that keeps killing its worker fails with a code, and the next one works', async ({ engineAt, watched }) => {
	const page = await engineAt('?backend=wasm');
	const { code, square } = await page.evaluate(async () => {
		const { engine } = window.tools;
		const code = await engine.run('fail', 'uncaught').then(
			() => 'none',
			(error) => error.code,
		);
		return { code, square: await engine.run('quick', 5) };
	});
	expect(code).toBe('worker-died');
	expect(square).toBe(25);
	watched.thrown.length = 0;
});

test('an error in a job keeps its message and does not affect the worker', async ({ engineAt }) => {
	const page = await engineAt('?backend=wasm');
	const { error, states } = await page.evaluate(async () => {
		const { engine, states } = window.tools;
		const error = await engine.run('fail', 'error').catch((e) => ({ code: e.code, message: e.message }));
		await engine.run('quick', 1);
		return { error, states };
	});
	expect(error).toEqual({ code: 'internal', message: 'on purpose' });
	expect(states).toEqual(['starting', 'ready']);
});

test('an allocation beyond the address space is reported as such, and the next job works', async ({ engineAt }) => {
	const page = await engineAt('?backend=wasm');
	const { code, square } = await page.evaluate(async () => {
		const { engine } = window.tools;
		// 4 GB, which malloc would take for 0.
		const code = await engine.run('fill', 2 ** 30).then(
			() => 'none',
			(error) => error.code,
		);
		return { code, square: await engine.run('quick', 4) };
	});
	expect(code).toBe('out-of-memory');
	expect(square).toBe(16);
});

test('a model is downloaded once and cached; its weights stay on the device', async ({ engineAt }) => {
	let page = await engineAt('?backend=wasm');
	const asked: string[] = [];
	page.context().on('request', (request) => asked.push(new URL(request.url()).pathname));
	const weigh = () =>
		page.evaluate(async () => {
			const { engine } = window.tools;
			const loaded: number[] = [];
			const { sum } = await engine.run('weigh', 'tiny', { onProgress: (event) => loaded.push(event.loaded) });
			return { sum, loaded, memory: await engine.memory() };
		});
	const first = await weigh();
	expect(first.sum).toBe(10);
	expect(first.memory).toMatchObject({
		tensors: 2,
		bytes: 40,
		residentTensors: 2,
		residentBytes: 40,
		leakedTensors: 0,
	});
	expect(first.loaded).toEqual(first.loaded.toSorted((a, b) => a - b));
	expect((await weigh()).memory.residentTensors).toBe(2);
	expect(asked.filter((path) => path.endsWith('.safetensors')).length).toBe(2);
	page = await engineAt('?backend=wasm');
	expect((await weigh()).sum).toBe(10);
	expect(asked.filter((path) => path.endsWith('.safetensors')).length).toBe(2);
});

test('a damaged file is downloaded once more, then named in the message', async ({ engineAt, context }) => {
	const page = await engineAt('?backend=wasm');
	let served = 0;
	let damaged = 1;
	await context.route('**/tiny/model-1.safetensors', async (route) => {
		served++;
		if (damaged-- > 0) await route.fulfill({ body: Buffer.from('cut short') });
		else await route.continue();
	});
	const weigh = () =>
		page.evaluate(() =>
			window.tools.engine.run('weigh', 'tiny').then(
				({ sum }) => ({ sum }),
				(error) => ({ code: error.code, message: error.message }),
			),
		);
	expect(await weigh()).toEqual({ sum: 10 });
	expect(served).toBe(2);
	await page.evaluate(() => caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name)))));
	damaged = 2;
	await engineAt('?backend=wasm');
	expect(await weigh()).toMatchObject({
		code: 'model-damaged',
		message: expect.stringContaining('tiny/model-1.safetensors'),
	});
	expect(await weigh()).toEqual({ sum: 10 });
});
