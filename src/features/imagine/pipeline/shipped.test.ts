/** The shipped generators against PyTorch (training/fixtures/stackgan_fixture.py), and a sheet of theirs. */
import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '../../../engine/testing/context';
import { arePublished, jsonOf, loadPublished } from '../../../models/testing/published';
import type { LoadedModel } from '../../../models/types';
import { startBackend } from '../../../nets/testing/backends';
import { difference, type Sampled } from '../../../nets/testing/stackgan';
import { openStackGan } from '../../../networks/worker/stackgan';
import type { Bird, ImagineProgress } from '../types';
import { conditionsOf, readOf, sampleCondition } from './conditions';
import { imagineJob } from './imagine';
import { detail, sketch } from './passes';

interface Shipped {
	/** SHA-256 of the weights that it was made with. */
	readonly skipthought: string;
	readonly stackgan: string;
	readonly text: string;
	readonly read: string;
	/** Of each stage: mean and standard deviation. */
	readonly distributions: readonly (readonly (readonly number[])[])[];
	readonly noise: readonly number[];
	/** The noise of each stage's condition. */
	readonly own: readonly (readonly number[])[];
	readonly sketch: Sampled;
	readonly detail: Sampled;
}

const names = ['skipthought', 'stackgan'];

describe.skipIf(!arePublished(names))('the shipped generators', () => {
	let models: Record<string, LoadedModel>;
	let shipped: Shipped;
	beforeAll(async () => {
		models = await loadPublished(names);
		shipped = jsonOf(new URL('./fixtures/imagine.json', import.meta.url)) as Shipped;
	});
	const context = () => testContext<ImagineProgress, unknown>(models);

	it('belong to the fixture: else run python -m training.fixtures.make', () => {
		expect(shipped.skipthought).toBe(models.skipthought?.hash);
		expect(shipped.stackgan).toBe(models.stackgan?.hash);
	});

	it('read and draw as in PyTorch', async () => {
		await startBackend('wasm');
		const ctx = context();
		const files = await openStackGan(ctx, () => {});
		const read = readOf(shipped.text, files.vocabulary);
		expect(read).toBe(shipped.read);
		const [told] = await conditionsOf(ctx, files, [read], 2);
		const conditions = (told?.stages ?? []).map((stage, at) => {
			for (const [part, wanted] of [stage.mean, stage.sigma].entries()) {
				const values = shipped.distributions[at]?.[part] as readonly number[];
				expect(difference(wanted, { every: 1, size: values.length, values })).toBeLessThan(5e-3);
			}
			return sampleCondition(stage, Float32Array.from(shipped.own[at] as readonly number[]));
		});
		const latents = [{ noise: Float32Array.from(shipped.noise), conditions }];
		const small = (await sketch(ctx, files, latents)) as Float32Array[];
		// A level of 255 is 0.008 in -1..1.
		expect(difference(small[0] as Float32Array, shipped.sketch)).toBeLessThan(0.02);
		const large = (await detail(ctx, files, latents, small)) as Float32Array[];
		expect(difference(large[0] as Float32Array, shipped.detail)).toBeLessThan(0.03);
	});

	it('draw the same bytes of the same seed, alone or in a sheet', async () => {
		await startBackend('wasm');
		const ctx = context();
		const draw = async (birds: readonly Bird[]) => {
			ctx.events.length = 0;
			await imagineJob.run({ birds, truncation: 0.8, stages: 2 }, ctx);
			return ctx.events.flatMap((event) => ('picture' in event ? event.picture : []));
		};
		const birds = [5, 6, 7].map((seed) => ({ text: shipped.text, seed }));
		const sheet = await draw(birds);
		const alone = await draw(birds.slice(2));
		expect(alone).toEqual([sheet[2], sheet[5]]);
	});
});
