import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { testContext } from '../../engine/testing/context';
import { createResidentStore } from '../../engine/worker/resident';
import { startBackend } from '../../nets/testing/backends';
import { decodeMadeUp, madeUp, tinyModels } from '../testing/captioner';
import { captionerOnDevice, openCaptioner } from './captioner';
import { openImageEncoder } from './imageEncoder';
import { readGrids, seePicture, withDecoder } from './pictures';

beforeAll(() => startBackend('cpu'));

it('all weights stay on the device in the worker’s own store', async () => {
	const residents = createResidentStore(1e9);
	const job = {};
	const ctx = {
		...testContext<never, unknown>(tinyModels),
		resident: <T extends object>(key: string, create: () => T) => residents.get(job, key, create),
	};
	const files = await openCaptioner(ctx);
	const encoder = await openImageEncoder(ctx, files);
	const captioner = captionerOnDevice(ctx, files);
	const rgb = (await decodeMadeUp(files.config.size)(madeUp(1))) as Float32Array;
	const { pooled, map } = seePicture(encoder, rgb, files.config.size);
	const points = captioner.encodeImage(pooled);
	captioner.encodeText([[5, 6]]);
	const grids = await readGrids(captioner, [map]);
	await withDecoder(files, captioner, grids, async (decoder) => {
		const state = decoder.step(decoder.initialState(points), tf.tensor1d([1], 'int32'));
		expect((await decoder.logits(state).data()).every(Number.isFinite)).toBe(true);
	});
});
