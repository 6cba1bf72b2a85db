import { describe, expect, it } from 'vitest';
import { AtelierError } from '../../models/errors';
import { largestSeed } from '../../options/declare';
import { shownSheet, shownWork } from './state';
import { detailed, finish, resultOf, sketched } from './testing/events';
import { prepared, withSheet } from './testing/prepared';

type Imagine = ReturnType<typeof prepared>['imagine'];
const shown = (imagine: Imagine) => shownSheet(imagine.getState());
const work = (imagine: Imagine) => shownWork(imagine.getState());

describe('drawing', () => {
	it('says what is missing, and changes nothing', async () => {
		const { imagine, asked } = prepared();
		await expect(imagine.draw(' ')).rejects.toThrow(expect.objectContaining({ code: 'sentence-empty' }));
		await expect(imagine.draw('красная птица')).rejects.toThrow(expect.objectContaining({ code: 'sentence-unknown' }));
		expect(asked).toEqual([]);
		expect(imagine.getState().sheets).toEqual([]);
	});

	it('asks for samples with seeds that follow each other', async () => {
		const { imagine, askedFor } = prepared();
		void imagine.setOption('samples', 3);
		void imagine.setOption('seed', largestSeed - 1);
		void imagine.draw('a red bird');
		const { name, request } = await askedFor(1);
		expect(name).toBe('imagine');
		expect(request).toEqual({
			birds: [largestSeed - 1, largestSeed, 0].map((seed) => ({ text: 'a red bird', seed })),
			truncation: 0.8,
			stages: 2,
		});
	});

	it('shows pictures as they come, and ends with the result', async () => {
		const { imagine, askedFor } = prepared();
		void imagine.setOption('samples', 2);
		const done = imagine.draw('a red bird');
		const { report, resolve } = await askedFor(1);
		const conditionings = [{ read: 'a red bird', mean: new Float32Array(2), sigma: new Float32Array(2) }];
		report({ type: 'read', conditionings, seconds: 0.2 });
		report(sketched(0));
		expect(shown(imagine)?.drawn.map(({ sketch, detail }) => [sketch?.size, detail?.size])).toEqual([
			[64, undefined],
			[undefined, undefined],
		]);
		report(sketched(1));
		report(detailed(0));
		expect(imagine.getState().run).toMatchObject({ read: true, sketches: 2, details: 1, seconds: 10 });
		report(detailed(1));
		resolve(resultOf(2));
		expect(await done).toMatchObject({ conditionings, readSeconds: 0.2, result: { modelHash: 'nets' } });
		expect(imagine.getState().run).toBeUndefined();
	});

	it('stops and keeps what is drawn, without empty places', async () => {
		const { imagine, askedFor } = prepared();
		const done = imagine.draw('a red bird');
		const { report, resolve, options } = await askedFor(1);
		report(sketched(0));
		report(sketched(1));
		imagine.stopAndKeep();
		expect([options.finish?.aborted, options.signal?.aborted]).toEqual([true, false]);
		expect(imagine.getState().run?.finishing).toBe(true);
		resolve(resultOf(2));
		expect((await done)?.birds).toHaveLength(2);
		expect(shown(imagine)?.drawn).toHaveLength(2);
	});

	it('goes back to the sheet before when it is cancelled', async () => {
		const { imagine, askedFor, sheet } = await withSheet();
		imagine.choose(2);
		const done = imagine.draw();
		(await askedFor(2)).report(sketched(0));
		expect(shown(imagine)?.id).not.toBe(sheet.id);
		imagine.cancel();
		expect(await done).toBeUndefined();
		expect(imagine.getState()).toMatchObject({ sheets: [sheet], shown: sheet.id, chosen: 2, run: undefined });
		expect(imagine.getState().failure).toBeUndefined();
	});

	it('keeps what was drawn when the job fails, nothing when nothing was, and can draw again', async () => {
		const { imagine, askedFor, sheet } = await withSheet();
		const lost = imagine.draw();
		const error = new AtelierError('model-missing', 'Install it.');
		(await askedFor(2)).reject(error);
		await expect(lost).rejects.toBe(error);
		expect(imagine.getState()).toMatchObject({ sheets: [sheet], shown: sheet.id, failure: error });
		const part = imagine.draw();
		const { report, reject } = await askedFor(3);
		expect(imagine.getState().failure).toBeUndefined();
		report(sketched(0));
		reject(error);
		await expect(part).rejects.toBe(error);
		expect(shown(imagine)).toMatchObject({ birds: [{ text: 'a red bird' }] });
		expect(shown(imagine)?.result).toBeUndefined();
	});

	it('ends the older sheet first; only the last of several wishes is drawn', async () => {
		const { imagine, asked, askedFor } = prepared();
		const first = imagine.draw('a red bird');
		(await askedFor(1)).report(sketched(0));
		const wishes = ['a blue bird', 'a white bird'].map((text) => imagine.draw(text));
		expect(asked[0]?.options.signal?.aborted).toBe(true);
		expect(await first).toBeUndefined();
		const last = await askedFor(2);
		asked[0]?.report(sketched(1)); // late
		finish(last);
		expect((await Promise.all(wishes)).map((sheet) => sheet?.text)).toEqual([undefined, 'a white bird']);
		expect(imagine.getState().sheets.map(({ text, drawn }) => [text, drawn.length])).toEqual([
			['a red bird', 1],
			['a white bird', 8],
		]);
	});
});

describe('the seed', () => {
	const seedOf = async ({ askedFor }: ReturnType<typeof prepared>, count: number, draw: Promise<unknown>) => {
		const job = await askedFor(count);
		finish(job);
		await draw;
		return job.request.birds[0]?.seed;
	};

	it('is taken as it stands when it is new, else the one behind those drawn; locked, it stays', async () => {
		const all = await withSheet();
		const { imagine } = all;
		expect(await seedOf(all, 2, imagine.draw())).toBe(9);
		void imagine.setOption('seed', 500);
		expect(await seedOf(all, 3, imagine.draw())).toBe(500);
		imagine.setSeedLocked(true);
		expect(await seedOf(all, 4, imagine.draw('a blue bird'))).toBe(500);
		expect(imagine.getState().options.seed).toBe(500);
	});
});

describe('typing with the noise held', () => {
	async function typed(text: string) {
		const all = await withSheet();
		all.imagine.setSeedLocked(true);
		const done = all.imagine.setText(text);
		all.settle();
		return { ...all, done };
	}

	it('redraws the sketches of the same noises, over what stood there; Draw adds the details', async () => {
		const { imagine, askedFor, done, sheet } = await typed('a blue bird');
		const { request } = await askedFor(2);
		expect(request).toMatchObject({ stages: 1, birds: sheet.birds.map(({ seed }) => ({ text: 'a blue bird', seed })) });
		expect(shown(imagine)?.drawn[0]?.before?.size).toBe(256);
		finish(await askedFor(2));
		await done;
		expect(shown(imagine)).toMatchObject({ draft: true, stages: 1 });
		const whole = imagine.draw();
		const again = await askedFor(3);
		expect(again.request).toMatchObject({ stages: 2, birds: request.birds });
		finish(again);
		await whole;
		expect(imagine.getState().sheets.map(({ text, draft }) => [text, draft])).toEqual([
			['a red bird', false],
			['a blue bird', false],
		]);
	});

	it('waits until typing rests, and leaves alone what reads the same or not at all', async () => {
		const { imagine, asked, settle } = await withSheet();
		imagine.setSeedLocked(true);
		const letters = ['a blue bir', 'a red zzz bird', 'xyzzy'].map((text) => imagine.setText(text));
		settle();
		await Promise.all(letters);
		const same = imagine.setText('A red bird!');
		settle();
		await same;
		expect(asked).toHaveLength(1);
	});

	it('does nothing while the seed is free', async () => {
		const { imagine, asked, settle } = await withSheet();
		const done = imagine.setText('a blue bird');
		settle();
		await done;
		expect(asked).toHaveLength(1);
	});

	it('follows the truncation too, and the next sketches take the place of these', async () => {
		const { imagine, askedFor, settle } = await typed('a blue bird');
		finish(await askedFor(2));
		const softer = imagine.setOption('truncation', 0.3);
		settle();
		const job = await askedFor(3);
		expect(job.request.truncation).toBe(0.3);
		finish(job);
		await softer;
		expect(imagine.getState().sheets.map(({ truncation }) => truncation)).toEqual([0.8, 0.3]);
	});
});

describe('one bird', () => {
	it('is chosen with its best picture and all that draws it again', async () => {
		const { imagine } = await withSheet();
		expect(work(imagine)).toBeUndefined();
		imagine.choose(3);
		expect(work(imagine)).toMatchObject({
			bird: { text: 'a red bird', seed: 4 },
			truncation: 0.8,
			samples: 8,
			stages: 2,
			picture: { size: 256 },
			backend: 'wasm',
			modelHash: 'nets',
		});
	});

	it('has eight neighbours, and each of those has its own, further on', async () => {
		const { imagine, askedFor } = await withSheet();
		imagine.choose(3);
		imagine.setDistance(0.2);
		const alike = imagine.moreLikeThis();
		const { request } = await askedFor(2);
		expect(request.birds).toHaveLength(8);
		for (const bird of request.birds) {
			expect(bird).toMatchObject({ text: 'a red bird', seed: 4, near: [{ distance: 0.2 }] });
		}
		expect(new Set(request.birds.map(({ near }) => near?.[0]?.seed)).size).toBe(8);
		finish(await askedFor(2));
		await alike;
		imagine.choose(0);
		void imagine.moreLikeThis();
		const further = await askedFor(3);
		expect(further.request.birds[1]?.near).toHaveLength(2);
		expect(further.request.birds[1]?.near?.[0]).toEqual(request.birds[0]?.near?.[0]);
	});

	it('leads back to the sheet before and its sentence', async () => {
		const { imagine, askedFor, sheet } = await withSheet();
		const done = imagine.draw('a blue bird');
		finish(await askedFor(2));
		await done;
		imagine.step(-1);
		expect(imagine.getState()).toMatchObject({ shown: sheet.id, text: 'a red bird', options: { seed: 1 } });
		imagine.step(-1);
		expect(shown(imagine)?.id).toBe(sheet.id);
		imagine.step(1);
		expect(shown(imagine)?.text).toBe('a blue bird');
	});
});

describe('a recipe', () => {
	const recipe = {
		app: 'Atelier',
		tab: 'imagine',
		text: 'a white bird',
		seed: 77,
		near: [{ seed: 5, distance: 0.4 }],
		truncation: 0.5,
		samples: 4,
		stages: 1,
		modelHash: 'nets',
	};

	it('brings back sentence, seed and settings, and the bird', async () => {
		const { imagine, askedFor } = prepared();
		const read = imagine.restore(recipe);
		expect(imagine.getState()).toMatchObject({
			text: 'a white bird',
			seedLocked: true,
			options: { seed: 77, truncation: 0.5, samples: 4 },
		});
		const again = imagine.drawAgain(read);
		const job = await askedFor(1);
		expect(job.request).toEqual({
			birds: [{ text: 'a white bird', seed: 77, near: [{ seed: 5, distance: 0.4 }] }],
			truncation: 0.5,
			stages: 1,
		});
		finish(job);
		expect(await again).toEqual([]);
		expect(work(imagine)?.bird).toEqual(job.request.birds[0]);
	});

	it('gives way to what was there before, and leaves sheets that are drawn meanwhile alone', async () => {
		const { imagine, askedFor, sheet } = await withSheet();
		imagine.choose(2);
		const { text, options } = imagine.getState();
		const before = { text, options, seedLocked: false, shown: sheet.id, chosen: 2, sheets: [sheet] };
		const restored = imagine.restore(recipe);
		const again = imagine.drawAgain(restored);
		await askedFor(2);
		restored.undo();
		expect(await again).toBeUndefined();
		expect(imagine.getState()).toMatchObject({ ...before, run: undefined });

		const second = imagine.restore(recipe);
		const drawn = imagine.drawAgain(second);
		finish(await askedFor(3));
		await drawn;
		const other = imagine.draw('a blue bird');
		(await askedFor(4)).report(sketched(0));
		second.undo();
		expect(imagine.getState().run?.sketches).toBe(1);
		finish(await askedFor(4));
		await other;
		expect(imagine.getState().sheets.map((one) => one.text)).toEqual(['a red bird', 'a blue bird']);
		expect(imagine.getState()).toMatchObject({ text, seedLocked: false, shown: (await other)?.id });
	});

	it('tells of other networks, and changes nothing when it is none', async () => {
		const { imagine, askedFor } = prepared();
		const again = imagine.drawAgain(imagine.restore(recipe));
		finish(await askedFor(1), { modelHash: 'others' });
		expect((await again)?.join()).toMatch(/another version/);
		const before = imagine.getState();
		expect(() => imagine.restore({ tab: 'paint' })).toThrow(expect.objectContaining({ code: 'recipe-invalid' }));
		expect(imagine.getState()).toBe(before);
	});
});
