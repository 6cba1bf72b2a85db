/** Captions of a picture. The whole job runs in story.test.ts. */
import { engine, memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { testContext } from '../../../engine/testing/context';
import { startBackend } from '../../../nets/testing/backends';
import { decodeMadeUp, madeUp, tinyModels } from '../../../networks/testing/captioner';
import type { Bank } from '../../../networks/worker/bank';
import { captionerOnDevice, openCaptioner } from '../../../networks/worker/captioner';
import { openImageEncoder } from '../../../networks/worker/imageEncoder';
import { encodePicture, rankCaptions, sampleCaptions } from './captions';

beforeAll(() => startBackend('wasm'));

it('samples captions by the picture’s grid, and says how sure each is', async () => {
	const ctx = testContext<never, unknown>(tinyModels);
	const files = await openCaptioner(ctx);
	const encoder = await openImageEncoder(ctx, files);
	const captioner = captionerOnDevice(ctx, files);
	const { size, pictureVector } = files.config;
	const noSentences = { sentences: [], codes: new Float32Array(), scales: new Float32Array(), basis: [] };
	const bank = { ...noSentences, mean: new Float32Array(pictureVector) } as unknown as Bank;
	const rgb = (await decodeMadeUp(size)(madeUp(1))) as Float32Array;
	const sampling = { samples: 6, seed: 1, yieldTurn: ctx.yieldTurn };

	const before = memory().numTensors;
	engine().startScope();
	const picture = await encodePicture(encoder, captioner, rgb, size);
	const sampled = await sampleCaptions(files, captioner, picture, sampling);
	const empty = { ...picture.grid, codes: picture.grid.codes.map(() => 0) };
	const unseen = await sampleCaptions(files, captioner, { ...picture, grid: empty }, sampling);
	const ranked = await rankCaptions(files, captioner, bank, picture.point, sampled, 4);
	engine().endScope();

	expect(picture.grid.side).toBe(3);
	expect(unseen.map(({ words }) => words)).not.toEqual(sampled.map(({ words }) => words));
	expect(ranked.length).toBeGreaterThan(0);
	for (const { probability } of ranked) {
		expect(probability).toBeGreaterThan(0);
		expect(probability).toBeLessThan(1);
	}
	expect(memory().numTensors).toBe(before);
});
