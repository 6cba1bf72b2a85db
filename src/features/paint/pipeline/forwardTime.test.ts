import { memory } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { testContext } from '../../../engine/testing/context';
import { startBackend } from '../../../nets/testing/backends';
import { createForwardJob } from './forwardTime';
import { tinyModel } from './testing/job';

it('times a forward pass, and leaves nothing behind but the network', async () => {
	await startBackend('wasm');
	const context = testContext({ perception: tinyModel });
	const run = () => createForwardJob().run({ size: 32 }, context);
	expect(await run()).toBeGreaterThan(0);
	const { numTensors } = memory();
	await run();
	expect(memory().numTensors).toBe(numTensors);
});
