import { describe, expect, it } from 'vitest';
import { shownWork } from './state';
import { detailed, finish, sketched } from './testing/events';
import { withSheet } from './testing/prepared';
import { sharesOf, thereAndBack } from './walking';

/** A store in which a walk from the second bird is open. */
async function walking() {
	const all = await withSheet();
	all.imagine.choose(1);
	await all.imagine.walkTowards('a blue bird');
	return all;
}

describe('the shares of a loop', () => {
	it('go there and back without a place twice in a row', () => {
		const shares = sharesOf(16);
		expect(shares).toHaveLength(9);
		expect([shares[0], shares[4], shares[8]]).toEqual([0, expect.closeTo(0.5), 1]);
		expect(shares).toEqual([...shares].sort((a, b) => a - b));
		const all = thereAndBack(shares);
		expect(all).toHaveLength(16);
		expect(all[15]).toBe(shares[1]);
	});
});

describe('a walk', () => {
	it('draws the sketch where the slider is; of places passed meanwhile only the newest', async () => {
		const { imagine, asked, askedFor } = await walking();
		const moves = [0.1, 0.2, 0.3].map((share) => imagine.walkTo(share));
		const first = await askedFor(2);
		const from = { text: 'a red bird', seed: 2 };
		expect(first.request).toEqual({
			birds: [{ ...from, towards: { text: 'a blue bird', share: 0.1 } }],
			truncation: 0.8,
			stages: 1,
		});
		finish(first);
		const second = await askedFor(3);
		expect(second.request.birds[0]?.towards?.share).toBe(0.3);
		finish(second);
		await Promise.all(moves);
		expect(asked).toHaveLength(3);
		expect(shownWork(imagine.getState())).toMatchObject({
			bird: { ...from, towards: { share: 0.3 } },
			stages: 1,
			modelHash: 'nets',
		});
	});

	it('draws the detail where it rests, which a further move ends', async () => {
		const { imagine, askedFor } = await walking();
		const move = imagine.walkTo(0.5);
		finish(await askedFor(2));
		await move;
		const rest = imagine.rest();
		const job = await askedFor(3);
		expect(job.request.stages).toBe(2);
		job.report(sketched(0));
		void imagine.walkTo(0.6);
		expect(job.options.signal?.aborted).toBe(true);
		finish(await askedFor(4));
		await rest;
		const again = imagine.rest();
		finish(await askedFor(5));
		await again;
		expect(imagine.getState().walk).toMatchObject({ drawnAt: 0.6, detail: { size: 256 } });
	});

	it('is the bird itself at its beginning', async () => {
		const { imagine, askedFor, asked } = await walking();
		const move = imagine.walkTo(0.5);
		finish(await askedFor(2));
		await move;
		await imagine.walkTo(0);
		await imagine.rest();
		expect(asked).toHaveLength(2);
		expect(shownWork(imagine.getState())).toMatchObject({ bird: { seed: 2 }, picture: { size: 256 } });
		expect(shownWork(imagine.getState())?.bird.towards).toBeUndefined();
	});

	it('says when its other sentence cannot be read', async () => {
		const { imagine } = await walking();
		await imagine.walkTowards('xyzzy');
		await expect(imagine.walkTo(0.5)).rejects.toThrow(expect.objectContaining({ code: 'sentence-unknown' }));
	});

	it('goes with the sheet: nothing is drawn for it any more', async () => {
		const { imagine, askedFor, asked } = await walking();
		void imagine.walkTo(0.5);
		await askedFor(2);
		imagine.choose(undefined);
		expect(asked[1]?.options.signal?.aborted).toBe(true);
		expect(imagine.getState().walk).toBeUndefined();
	});

	it('begins anew from another bird', async () => {
		const { imagine } = await walking();
		imagine.choose(4);
		expect(imagine.getState().walk).toEqual({
			from: { text: 'a red bird', seed: 5 },
			text: 'a blue bird',
			share: 0,
			drawnAt: 0,
		});
	});
});

describe('a loop', () => {
	it('draws each place once and tells how far it is', async () => {
		const { imagine, askedFor } = await walking();
		const done = imagine.makeLoop(16, 2);
		const { request, report, resolve } = await askedFor(2);
		expect(request.birds).toHaveLength(9);
		expect(request.birds[0]).toEqual({ text: 'a red bird', seed: 2 });
		expect(request.birds[8]?.towards).toEqual({ text: 'a blue bird', share: 1 });
		for (let at = 0; at < 9; at++) report(sketched(at));
		report(detailed(0));
		expect(imagine.getState().walk?.loop).toMatchObject({ sketches: 9, wanted: 9, frames: 16, stages: 2 });
		expect(imagine.getState().walk?.loop?.pictures).toHaveLength(1);
		for (let at = 1; at < 9; at++) report(detailed(at));
		resolve({});
		await done;
		expect(imagine.getState().walk?.loop?.pictures).toHaveLength(9);
		imagine.dropLoop();
		expect(imagine.getState().walk?.loop).toBeUndefined();
	});

	it('is given up', async () => {
		const { imagine, askedFor } = await walking();
		const done = imagine.makeLoop(24, 1);
		const { options } = await askedFor(2);
		imagine.dropLoop();
		expect(options.signal?.aborted).toBe(true);
		await done;
		expect(imagine.getState().walk).toMatchObject({ text: 'a blue bird' });
		expect(imagine.getState().walk?.loop).toBeUndefined();
	});
});
