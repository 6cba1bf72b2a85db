import { memory } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { testContext } from '../../../engine/testing/context';
import { startBackend } from '../../../nets/testing/backends';
import { createSpeedJob } from './speed';
import { tinyModel } from './testing/job';

it('tells how fast the device paints, and leaves nothing behind but the network', async () => {
	await startBackend('wasm');
	const context = testContext({ perception: tinyModel });
	const run = () => createSpeedJob().run(undefined, context);
	const { pixelsPerSecond, backend } = await run();
	expect(pixelsPerSecond).toBeGreaterThan(0);
	expect(backend).toBe(context.backend.name);
	const { numTensors } = memory();
	await run();
	expect(memory().numTensors).toBe(numTensors);
});
