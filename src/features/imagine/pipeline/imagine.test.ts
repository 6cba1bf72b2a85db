import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '../../../engine/testing/context';
import type { LoadedModel } from '../../../models/types';
import { startBackend } from '../../../nets/testing/backends';
import { sides, tinyModels, tinyScorer, tinyStackGan } from '../../../networks/testing/stackgan';
import { mostBirds } from '../options';
import { problemAdvice } from '../sentence';
import type { Bird, BirdPicture, ImagineProgress, ImagineRequest } from '../types';
import { imagineJob } from './imagine';

const text = 'a small bird with red wings';
const other = 'the black bird and a white belly';
const birdsOf = (...seeds: number[]): Bird[] => seeds.map((seed) => ({ text, seed }));
const request = (more: Partial<ImagineRequest> = {}): ImagineRequest => ({
	birds: birdsOf(1, 2, 3, 4, 5, 6),
	truncation: 1,
	stages: 2,
	...more,
});
const context = (
	options: Parameters<typeof testContext<ImagineProgress, unknown>>[1] = {},
	models: Readonly<Record<string, LoadedModel>> = tinyModels,
) => testContext<ImagineProgress, unknown>(models, options);
const eventsOf = <T extends ImagineProgress['type']>(events: readonly ImagineProgress[], type: T) =>
	events.filter((event): event is Extract<ImagineProgress, { type: T }> => event.type === type);

async function imagine(more: Partial<ImagineRequest> = {}, ctx = context()) {
	const result = await imagineJob.run(request(more), ctx);
	const pictures = (type: 'sketch' | 'detail') => eventsOf(ctx.events, type).map(({ picture }) => picture);
	return { result, events: ctx.events, sketches: pictures('sketch'), details: pictures('detail') };
}

/** Largest difference of two pictures in 255ths. */
const apart = (a: BirdPicture | undefined, b: BirdPicture | undefined): number => {
	expect(a?.size).toBe(b?.size);
	return Math.max(...Array.from(a?.pixels ?? [], (value, at) => Math.abs(value - (b?.pixels[at] as number))));
};

// The job starts the own kernels on WASM; without them the generators are compared in nets/stackgan.
describe.each(['cpu', 'wasm'] as const)('imagine on %s', (backend) => {
	beforeAll(() => startBackend(backend));

	it('tells what was read, then gives each sketch once and in order, then each detail', async () => {
		const birds = [...birdsOf(1, 2), { text: other, seed: 3 }, ...birdsOf(4, 5, 6)];
		const { result, events, sketches, details } = await imagine({ birds });
		expect(events.map((event) => ('index' in event ? `${event.type} ${event.index}` : event.type))).toEqual([
			'read',
			...birds.map((_, at) => `sketch ${at}`),
			...birds.map((_, at) => `detail ${at}`),
		]);
		const [read] = eventsOf(events, 'read');
		expect(read?.conditionings.map((conditioning) => conditioning.read)).toEqual([text, other]);
		for (const { mean, sigma } of read?.conditionings ?? []) {
			expect(mean).toHaveLength(6);
			expect(sigma.every((value) => value > 0)).toBe(true);
		}
		for (const [size, pictures] of [
			[sides.sketch, sketches],
			[sides.detail, details],
		] as const) {
			for (const picture of pictures) {
				expect(picture.size).toBe(size);
				expect(picture.pixels).toHaveLength(size * size * 4);
				expect(picture.pixels.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true);
				expect(new Set(picture.pixels).size).toBeGreaterThan(20);
			}
		}
		const times = events.flatMap((event) => ('seconds' in event ? event.seconds : []));
		expect(times).toEqual(times.toSorted((a, b) => a - b));
		expect(result.drawn).toBe(6);
		expect(result.sketchSeconds).toBeLessThanOrEqual(result.seconds);
		expect(result.modelHash).toMatch(/^[0-9a-f]{64}$/);
	});

	it('draws the same bytes of the same seed, alone or in a sheet', async () => {
		const sheet = await imagine();
		const again = await imagine();
		expect(again.details.map(({ pixels }) => [...pixels])).toEqual(sheet.details.map(({ pixels }) => [...pixels]));
		const alone = await imagine({ birds: birdsOf(4) });
		expect(alone.sketches[0]?.pixels).toEqual(sheet.sketches[3]?.pixels);
		expect(alone.details[0]?.pixels).toEqual(sheet.details[3]?.pixels);
		expect(apart(sheet.sketches[0], sheet.sketches[3])).toBeGreaterThan(20);
	});
});

describe('imagine', () => {
	beforeAll(() => startBackend('wasm'));

	it('draws sketches only when the first stage is asked for', async () => {
		const { result, sketches, details } = await imagine({ stages: 1 });
		expect([sketches.length, details.length, result.drawn]).toEqual([6, 0, 6]);
	});

	const told = [
		{ slot: 'belly', colour: 'white' },
		{ slot: 'wings', colour: 'red' },
	];

	it('finishes the birds that fit what is told best, the best first, and draws them as without choosing', async () => {
		const all = await imagine();
		const { result, events, sketches, details } = await imagine({ told, best: 2 });
		expect([result.drawn, sketches.length, details.length]).toEqual([6, 6, 2]);
		expect(sketches).toEqual(all.sketches);
		const [scored] = eventsOf(events, 'scored');
		expect(scored?.order.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
		expect(scored?.order).not.toEqual([0, 1, 2, 3, 4, 5]);
		const finished = eventsOf(events, 'detail').map(({ index }) => index);
		expect(finished).toEqual(scored?.order.slice(0, 2));
		expect(details).toEqual(finished.map((at) => all.details[at]));
		expect(result.scoreSeconds).toBeGreaterThanOrEqual(result.sketchSeconds);
		expect(all.result.scoreSeconds).toBeUndefined();
	});

	it('says how likely what is told is in each sketch, and keeps their order where all are finished', async () => {
		const { events } = await imagine({ told, stages: 1 });
		const { order = [], likely = [], unseen } = eventsOf(events, 'scored')[0] ?? {};
		expect(unseen).toEqual({ one: 0.05, most: 0.1 });
		expect(order).toEqual([0, 1, 2, 3, 4, 5]);
		for (const value of likely.flat()) {
			expect(value).toBeGreaterThan(0);
			expect(value).toBeLessThan(1);
		}
		const [alone] = eventsOf((await imagine({ told: told.slice(1), stages: 1 })).events, 'scored');
		expect(alone?.likely.flat()).toEqual(likely.map((own) => own[1]));
	});

	it('draws every seed alike without noise, and takes noise by its truncation', async () => {
		const typical = await imagine({ truncation: 0, stages: 1 });
		for (const sketch of typical.sketches) expect(apart(sketch, typical.sketches[0])).toBe(0);
		const [weak, full] = [await imagine({ truncation: 0.1, stages: 1 }), await imagine({ stages: 1 })];
		const off = ({ sketches }: typeof weak) => apart(sketches[1], typical.sketches[1]);
		expect(off(weak)).toBeGreaterThan(0);
		expect(off(weak)).toBeLessThan(off(full));
	});

	it('goes from one noise to another by steps', async () => {
		const near = (...distances: number[]): Bird => ({
			text,
			seed: 1,
			near: distances.map((distance, at) => ({ seed: 2 + at, distance })),
		});
		const [one, two, three] = birdsOf(1, 2, 3) as [Bird, Bird, Bird];
		const birds = [one, two, three, near(0), near(1), near(0.1), near(0.7), near(0.7, 1), near(0.7, 0)];
		const { sketches: drawn } = await imagine({ birds, stages: 1 });
		expect(apart(drawn[3], drawn[0])).toBe(0);
		expect(apart(drawn[4], drawn[1])).toBe(0);
		expect(apart(drawn[5], drawn[0])).toBeGreaterThan(0);
		expect(apart(drawn[5], drawn[0])).toBeLessThan(apart(drawn[6], drawn[0]));
		expect(apart(drawn[7], drawn[2])).toBe(0);
		expect(apart(drawn[8], drawn[6])).toBe(0);
	});

	it('walks from one sentence and noise to another', async () => {
		const at = (share: number, seed?: number): Bird => ({
			text,
			seed: 1,
			towards: { text: other, share, ...(seed === undefined ? {} : { seed }) },
		});
		const birds = [...birdsOf(1), { text: other, seed: 1 }, { text: other, seed: 2 }];
		const { sketches: drawn, details } = await imagine({
			birds: [...birds, at(0), at(1), at(1, 2), at(0.5), at(0, 2)],
		});
		for (const pictures of [drawn, details]) {
			expect(apart(pictures[3], pictures[0])).toBe(0);
			// What is mixed is rounded once more.
			expect(apart(pictures[4], pictures[1])).toBeLessThanOrEqual(1);
			expect(apart(pictures[5], pictures[2])).toBeLessThanOrEqual(1);
			expect(apart(pictures[6], pictures[0])).toBeGreaterThan(1);
			expect(apart(pictures[6], pictures[1])).toBeGreaterThan(1);
			expect(apart(pictures[7], pictures[0])).toBe(0);
		}
	});

	it('reads what is known of a sentence, and makes a bird of what is none', async () => {
		const birds = [
			{ text: 'A small, shiny bird with RED wings!', seed: 1 },
			{ text: 'a red car', seed: 1 },
			{ text: 'a red bird', seed: 1 },
		];
		const { events, sketches } = await imagine({ birds, stages: 1 });
		const [read] = eventsOf(events, 'read');
		expect(read?.conditionings.map((told) => told.read)).toEqual([text, 'a red bird', 'a red bird']);
		expect(apart(sketches[1], sketches[2])).toBe(0);
	});

	/** How often a whole sheet gives way to others. */
	async function yieldsOfSheet(): Promise<number> {
		const ctx = context({ atYield: () => {} });
		await imagine({}, ctx);
		return ctx.yields;
	}

	it('stops at whatever yield it is cancelled, and leaves nothing behind', async () => {
		const yields = await yieldsOfSheet();
		// Two batches of sketches and six details, yielding after each block.
		expect(yields).toBeGreaterThan(60);
		const { resident } = context();
		await imagine({}, Object.assign(context(), { resident }));
		const before = memory().numTensors;
		for (let at = 1; at < yields; at += 5) {
			const ctx = context({ atYield: (count, control) => count === at && control.abort() });
			await expect(imagine({}, Object.assign(ctx, { resident }))).rejects.toMatchObject({ name: 'AbortError' });
			expect(ctx.yields).toBe(at);
			expect(memory().numTensors).toBe(before);
		}
	});

	it('keeps what is drawn when it is to finish', async () => {
		const yields = await yieldsOfSheet();
		const kept: string[] = [];
		for (let at = yields; at > 0; at -= 3) {
			const ctx = context({
				atYield: (count, control) => {
					if (count === at) control.finishing = true;
				},
			});
			const { result, sketches, details } = await imagine({}, ctx);
			expect(result.drawn).toBe(sketches.length);
			expect(ctx.yields).toBeLessThanOrEqual(at + 2);
			if (details.length > 0) expect(sketches).toHaveLength(6);
			kept.push(`${sketches.length} ${details.length}`);
		}
		expect(new Set(kept)).toEqual(new Set(['0 0', '1 0', '5 0', ...[0, 1, 2, 3, 4, 5, 6].map((done) => `6 ${done}`)]));
	});

	it.each([
		['', 'sentence-empty'],
		[' \n', 'sentence-empty'],
		['маленькая птица', 'sentence-unknown'],
		['xylophone', 'sentence-unknown'],
	] as const)('says of %j what can be drawn', async (sentence, code) => {
		const told = { code, message: problemAdvice[code === 'sentence-empty' ? 'empty' : 'unknown'] };
		await expect(imagine({ birds: [{ text: sentence, seed: 1 }] })).rejects.toMatchObject(told);
		const towards: Bird = { text, seed: 1, towards: { text: sentence, share: 0.5 } };
		await expect(imagine({ birds: [towards] })).rejects.toMatchObject(told);
	});

	const [bird] = birdsOf(1) as [Bird];
	it.each<[string, Partial<ImagineRequest>, RegExp]>([
		['no birds', { birds: [] }, /1 to 64, not 0/],
		['too many', { birds: Array.from({ length: mostBirds + 1 }, () => bird) }, /1 to 64, not 65/],
		['a broken seed', { birds: [{ text, seed: 0.5 }] }, /Seed/],
		['a negative seed', { birds: [{ text, seed: 1, near: [{ seed: -1, distance: 0.5 }] }] }, /Seed/],
		['a seed beyond', { birds: [{ text, seed: 1, towards: { text, seed: 2 ** 31, share: 0 } }] }, /Seed/],
		['a far neighbour', { birds: [{ text, seed: 1, near: [{ seed: 1, distance: 1.1 }] }] }, /Variation.*0 to 1/],
		['a place beyond', { birds: [{ text, seed: 1, towards: { text, share: -0.1 } }] }, /Blend.*0 to 1/],
		['much noise', { truncation: 1.6 }, /Variety.*0 to 1.5/],
		['no noise at all', { truncation: Number.NaN }, /Variety cannot be NaN/],
		['more to finish than are drawn', { best: 7 }, /finished.*1 to 6/],
		['a third stage', { stages: 3 as 2 }, /Stages.*1 to 2/],
	])('refuses %s before it loads anything', async (_, more, message) => {
		const refused = imagine(more, context({}, {}));
		await expect(refused).rejects.toMatchObject({ code: 'option-invalid', message: expect.stringMatching(message) });
	});

	it('takes as many birds as it says', async () => {
		const birds = birdsOf(...Array.from({ length: mostBirds }, (_, at) => at));
		const { result } = await imagine({ birds, stages: 1 });
		expect(result.drawn).toBe(mostBirds);
	});

	const { config, documents } = tinyStackGan;
	it('says what to do about a network of another encoder or another width', async () => {
		for (const foreign of [{ skipthought: '0'.repeat(64) }, { text: 9 }]) {
			const models = { ...tinyModels, stackgan: { ...tinyStackGan, config: { ...(config as object), ...foreign } } };
			await expect(imagine({}, context({}, models))).rejects.toMatchObject({
				code: 'model-incompatible',
				message: expect.stringContaining('sentence encoder'),
			});
		}
	});

	it('says what to do about a scorer of another size or without weights', async () => {
		const scorer = (more: object) => ({ ...tinyModels, scorer: { ...tinyScorer, ...more } });
		const size = { config: { ...(tinyScorer.config as object), size: 8 } };
		await expect(imagine({ told }, context({}, scorer(size)))).rejects.toMatchObject({
			code: 'model-incompatible',
			message: expect.stringContaining('scorer'),
		});
		await expect(imagine({ told }, context({}, scorer({ tensors: new Map() })))).rejects.toMatchObject({
			code: 'model-invalid',
			message: expect.stringContaining('scorer'),
		});
	});

	it.each<[string, Partial<LoadedModel>, RegExp]>([
		['without its words', { documents: new Map() }, /words\.json/],
		['of another kind', { config: { ...(config as object), architecture: 'dcgan' } }, /architecture/],
		['of odd sizes', { config: { ...(config as object), sketch: { channels: [8, 8], size: 64 } } }, /size/],
		['without weights', { tensors: new Map() }, /has no weights/],
	])('says what to do about a network %s', async (_, more, message) => {
		const models = { ...tinyModels, stackgan: { ...tinyStackGan, documents, ...more } as LoadedModel };
		await expect(imagine({}, context({}, models))).rejects.toMatchObject({
			code: 'model-invalid',
			message: expect.stringMatching(message),
		});
	});
});
