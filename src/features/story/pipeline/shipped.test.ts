/** Compares the shipped networks with PyTorch (training/fixtures/story_fixture.py), and writes a story with them. */
import { tensor1d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '../../../engine/testing/context';
import { arePublished, jsonOf, loadPublished } from '../../../models/testing/published';
import type { LoadedModel } from '../../../models/types';
import { startBackend } from '../../../nets/testing/backends';
import { mark } from '../../../nets/text/casing';
import { largestFew, logSoftmax } from '../../../nets/topP';
import { decodeMadeUp, madeUp } from '../../../networks/testing/captioner';
import { encodeSentences, openSkipThought, skipThoughtOnDevice } from '../../../networks/worker/skipThought';
import { openStoryteller, storytellerOnDevice } from '../../../networks/worker/storyteller';
import { defaultStoryOptions } from '../options';
import type { StoryProgress, StorySnapshot } from '../types';
import { earlierEncoder } from '../understood';
import { createStoryJob } from './story';

interface Shipped {
	/** SHA-256 of the weights that the fixture was made with. */
	readonly skipthought: string;
	readonly storyteller: string;
	readonly texts: readonly { readonly text: string; readonly ids: readonly number[] }[];
	readonly vectors: readonly { readonly text: string; readonly vector: readonly number[] }[];
	readonly heard: readonly number[];
	readonly conditions: readonly (readonly number[])[];
	readonly which: readonly number[];
	readonly logProbabilities: readonly number[];
	readonly likeliest: readonly number[];
}

const fixtureFile = new URL('./fixtures/story.json', import.meta.url);
const names = ['perception', 'recognition', 'captioner', 'bank', 'skipthought', 'storyteller'];

describe.skipIf(!arePublished(names))('the shipped networks', () => {
	let models: Record<string, LoadedModel>;
	let shipped: Shipped;
	beforeAll(async () => {
		models = await loadPublished(names);
		shipped = jsonOf(fixtureFile) as Shipped;
	});
	const context = () => testContext<StoryProgress, StorySnapshot>(models);

	it('match the fixture (otherwise run python -m training.fixtures.make)', () => {
		expect(shipped.skipthought).toBe(models.skipthought?.hash);
		expect(shipped.storyteller).toBe(models.storyteller?.hash);
	});

	it('understand styles that the earlier encoder read', () => {
		expect(models.storyteller?.config).toMatchObject({ earlier: earlierEncoder });
	});

	it('tokenise as Python does', async () => {
		const { tokeniser } = await openSkipThought(context());
		for (const { text, ids } of shipped.texts) expect(tokeniser.encode(mark(text)), text).toEqual(ids);
	});

	it.each(['wasm', 'kernels'] as const)('encode and decode on %s as in PyTorch', async (backend) => {
		await startBackend(backend);
		const ctx = context();
		const encoder = await openSkipThought(ctx);
		const texts = shipped.vectors.map(({ text }) => text);
		const vectors = await encodeSentences(skipThoughtOnDevice(ctx, encoder), encoder, texts, ctx.yieldTurn);
		for (const [at, { vector }] of shipped.vectors.entries()) {
			for (const [n, value] of vector.entries())
				expect(Math.abs((vectors[at]?.[n] as number) - value)).toBeLessThan(1e-3);
		}
		const storyteller = storytellerOnDevice(ctx, await openStoryteller(ctx, encoder));
		const conditions = shipped.conditions.map((vector) => storyteller.condition(Float32Array.from(vector)));
		let state = storyteller.initialState();
		for (const [at, token] of shipped.heard.entries()) {
			const condition = conditions[shipped.which[at] as number] as (typeof conditions)[number];
			state = tidy(() => storyteller.step(state, tensor1d([token], 'int32'), condition));
			const told = logSoftmax(await storyteller.logits(state, condition).data());
			const next = shipped.heard[at + 1];
			if (next === undefined) expect(largestFew(told, 5)).toEqual(shipped.likeliest);
			else expect(Math.abs((told[next] as number) - (shipped.logProbabilities[at] as number))).toBeLessThan(5e-3);
		}
	});

	it('write a story that ends with a sentence and uses the Latin alphabet only', async () => {
		await startBackend('kernels');
		const job = createStoryJob(decodeMadeUp);
		const request = { picture: madeUp(3), styles: [{ kind: 'genre', id: 'romance', weight: 1 }] } as const;
		const { text, written } = await job.run(
			{ ...request, options: { ...defaultStoryOptions, length: 'short' } },
			context(),
		);
		expect(text).toMatch(/[.!?]["')]*$/);
		expect(text).toMatch(/^[\p{Script=Latin}\p{N}\p{P}\p{Z}\n$+=<>`|~^]+$/u);
		expect(written).toBeGreaterThan(40);
	});
});
