/** The jobs behind what lies under the hood: effects of words, and the generators' blocks. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '../../../engine/testing/context';
import fixture from '../../../nets/fixtures/stackgan.json';
import { startBackend } from '../../../nets/testing/backends';
import { sides, tinyModels } from '../../../networks/testing/stackgan';
import type { EffectsProgress, EffectsRequest, ImagineProgress } from '../types';
import { generatorBlocksJob } from './generatorBlocks';
import { imagineJob } from './imagine';
import { wordEffectsJob } from './wordEffects';

const text = 'a red shiny and blue bird';
const read = ['a', 'red', 'and', 'blue', 'bird'];
const withoutRed = 'a and blue bird';
type ContextOptions = Parameters<typeof testContext<EffectsProgress, unknown>>[1];
const context = (options: ContextOptions = {}) => testContext<EffectsProgress, unknown>(tinyModels, options);
const effectsOf = (more: Partial<EffectsRequest> = {}, ctx = context()) =>
	wordEffectsJob.run({ text, seeds: [3, 4, 5, 6, 7], truncation: 1, ...more }, ctx);

async function sketchOf(sentence: string, seed: number) {
	const ctx = testContext<ImagineProgress, unknown>(tinyModels);
	await imagineJob.run({ birds: [{ text: sentence, seed }], truncation: 1, stages: 1 }, ctx);
	return ctx.events.flatMap((event) => (event.type === 'sketch' ? event.picture : []))[0];
}

describe.each(['cpu', 'wasm'] as const)('wordEffects on %s', (backend) => {
	beforeAll(() => startBackend(backend));

	it('draws the sentence without each word that was read, in its order', async () => {
		const ctx = context();
		const { effects, whole } = await effectsOf({}, ctx);
		expect(effects.map(({ word, index }) => [word, index])).toEqual(read.map((word, at) => [word, at]));
		expect(ctx.events).toEqual(effects.map((effect) => ({ type: 'effect', effect })));
		expect(whole).toEqual(await sketchOf(text, 3));
		expect(effects[1]?.without).toEqual(await sketchOf(withoutRed, 3));
	});
});

describe('wordEffects', () => {
	beforeAll(() => startBackend('wasm'));

	it('tells how far the sketches of all seeds are apart, and where the first is', async () => {
		const { effects, whole } = await effectsOf();
		const seeds = [3, 4, 5, 6, 7];
		let sum = 0;
		for (const seed of seeds) {
			const [a, b] = [await sketchOf(text, seed), await sketchOf(withoutRed, seed)];
			for (const [at, value] of (a?.pixels ?? []).entries()) sum += ((value - (b?.pixels[at] as number)) / 255) ** 2;
		}
		const red = effects[1];
		const difference = Math.sqrt(sum / (seeds.length * sides.sketch ** 2 * 3));
		expect(difference).toBeGreaterThan(0.01);
		// Bytes are rounded.
		expect(Math.abs((red?.difference as number) - difference)).toBeLessThan(0.002);
		const where = [...(red?.where ?? [])];
		expect(where).toHaveLength(sides.sketch ** 2);
		const most = where.indexOf(Math.max(...where));
		const change = (pixel: number) =>
			[0, 1, 2].reduce((total, channel) => {
				const at = 4 * pixel + channel;
				return total + ((whole.pixels[at] as number) - (red?.without.pixels[at] as number)) ** 2;
			}, 0);
		expect(change(most)).toBeGreaterThan(0.95 * Math.max(...where.map((_, pixel) => change(pixel))));
	});

	it('has nothing to leave out of one word', async () => {
		expect((await effectsOf({ text: 'bird' })).effects).toEqual([]);
	});

	it('keeps the effects that there are when it is to finish, and leaves nothing when cancelled', async () => {
		const finished = context({
			atYield: (count, control) => {
				if (count === 20) control.finishing = true;
			},
		});
		const { effects } = await effectsOf({}, finished);
		expect(effects.length).toBeGreaterThan(0);
		expect(effects.length).toBeLessThan(read.length);
		const { resident } = context();
		await effectsOf({}, Object.assign(context(), { resident }));
		const before = memory().numTensors;
		const stopped = context({ atYield: (count, control) => count === 7 && control.abort() });
		const refused = effectsOf({}, Object.assign(stopped, { resident }));
		await expect(refused).rejects.toMatchObject({ name: 'AbortError' });
		expect(memory().numTensors).toBe(before);
	});

	it.each<[Partial<EffectsRequest>, string]>([
		[{ text: '' }, 'sentence-empty'],
		[{ text: '鳥' }, 'sentence-unknown'],
		[{ seeds: [] }, 'option-invalid'],
		[{ seeds: [-1] }, 'option-invalid'],
		[{ truncation: 9 }, 'option-invalid'],
	])('refuses %j', async (more, code) => {
		await expect(effectsOf(more)).rejects.toMatchObject({ code });
	});
});

describe('generatorBlocks', () => {
	beforeAll(() => startBackend('wasm'));
	const bird = { text, seed: 3 };
	const job = (options: ContextOptions = {}) => testContext<never, unknown>(tinyModels, options as object);

	it('shows the most active channels after each block of both stages', async () => {
		const { blocks } = await generatorBlocksJob.run({ bird, truncation: 1 }, job());
		const { sketch, detail } = fixture.shape;
		const up = sketch.channels.map((channels, at) => [1, 4 * 2 ** at, channels] as const);
		const { size } = sketch;
		const [wide, middle, low] = detail.look as [number, number, number];
		const lows = Array.from({ length: 1 + detail.blocks }, () => [2, size / 4, low] as const);
		const rises = detail.channels.map((channels, at) => [2, (size / 2) * 2 ** at, channels] as const);
		const wanted = [...up, [2, size, wide], [2, size / 2, middle], ...lows, ...rises] as const;
		expect(blocks.map(({ stage, size: side, channels }) => [stage, side, channels])).toEqual(wanted);
		for (const { name, size: side, channels, maps } of blocks) {
			expect(name).toBe(`${side} x ${side}, ${channels} channels`);
			expect(maps).toHaveLength(Math.min(8, channels));
			for (const map of maps) {
				expect(map).toHaveLength(side * side);
				expect([Math.min(...map), Math.max(...map)]).toEqual([0, 255]);
			}
		}
	});

	it('stops when it is cancelled', async () => {
		const stopped = job({ atYield: (count, control) => count === 4 && control.abort() });
		const refused = generatorBlocksJob.run({ bird, truncation: 1 }, stopped);
		await expect(refused).rejects.toMatchObject({ name: 'AbortError' });
	});

	it.each([
		[{ ...bird, text: ' ' }, 1, 'sentence-empty'],
		[{ ...bird, seed: 1.5 }, 1, 'option-invalid'],
		[bird, -1, 'option-invalid'],
	])('refuses %j with truncation %d', async (wrong, truncation, code) => {
		await expect(generatorBlocksJob.run({ bird: wrong, truncation }, job())).rejects.toMatchObject({ code });
	});
});
