/** Drawing more sketches than birds are shown, and choosing the best. */
import { describe, expect, it } from 'vitest';
import { deferred } from '../../engine/deferred';
import { fakeEngine } from '../../engine/testing/fakeEngine';
import type { ImagineModels } from './models';
import { notSeenIn } from './notSeen';
import { type Sheet, shownBirds, shownSheet, shownWork } from './state';
import { createImagine } from './store';
import { detailed, finish, resultOf, scored, sketched } from './testing/events';
import { prepared } from './testing/prepared';
import { parts, vocabulary } from './testing/vocabulary';
import type { ImagineRequest } from './types';

const text = 'a bird with a red head';
const told = [{ slot: 'head', colour: 'red' }];

/** A store that knows the parts; two birds of three sketches each. */
function choosing() {
	const all = prepared();
	all.imagine.setModels({ parts });
	void all.imagine.setOption('samples', 2);
	return { ...all, shown: () => shownSheet(all.imagine.getState()) as Sheet };
}

/** A sheet of six sketches, of which the fifth and the second are finished. */
async function chosen() {
	const all = choosing();
	const done = all.imagine.draw(text);
	const { request, report, resolve } = await all.askedFor(1);
	for (let at = 0; at < 6; at++) report(sketched(at));
	report(scored([4, 1, 0, 2, 3, 5], [0.01, 0.01, 0.5, 0.9, 0.05, 0.9]));
	for (const at of [4, 1]) report(detailed(at));
	resolve(resultOf(6));
	await done;
	return { ...all, request };
}

describe('the best of several sketches', () => {
	it('are asked for where the sentence tells of parts, as many as the option says', async () => {
		const { request, shown } = await chosen();
		expect(request).toMatchObject({ told, best: 2, stages: 2 });
		expect(request.birds.map(({ seed }) => seed)).toEqual([1, 2, 3, 4, 5, 6]);
		expect(shownBirds(shown())).toEqual([4, 1]);
	});

	it.each([
		['a red bird', 3, { told: [{ slot: 'body', colour: 'red' }] }],
		['a small bird', 3, {}],
		[text, 1, { told }],
	])('are not for “%s” with %i sketches per bird', async (sentence, bestOf, more) => {
		const { imagine, askedFor } = choosing();
		void imagine.setOption('bestOf', bestOf);
		void imagine.draw(sentence);
		const { request } = await askedFor(1);
		const birds = [1, 2].map((seed) => ({ text: sentence, seed }));
		expect(request).toEqual({ birds, truncation: 0.8, stages: 2, ...more });
	});

	it('are asked for even if the sentence is drawn before its words are loaded', async () => {
		const { engine, asked, askedFor } = fakeEngine<ImagineRequest>();
		const models = deferred<ImagineModels>();
		const imagine = createImagine(engine, { models: models.promise });
		void imagine.draw(text);
		expect(asked).toEqual([]);
		models.resolve({ vocabulary, parts });
		const { request } = await askedFor(1);
		expect(request).toMatchObject({ told, best: 8 });
	});

	it('show the first sketches until they are chosen, and count all', async () => {
		const { imagine, askedFor, shown } = choosing();
		void imagine.draw(text);
		const { report } = await askedFor(1);
		report(sketched(0));
		expect(shownBirds(shown())).toEqual([0, 1]);
		expect(imagine.getState().run?.wanted).toEqual({ sketches: 6, details: 2 });
	});

	it('carry what draws them again, alone', async () => {
		const { imagine } = await chosen();
		imagine.choose(4);
		const { bird, samples, bestOf } = shownWork(imagine.getState()) ?? {};
		expect({ bird, samples, bestOf }).toEqual({ bird: { text, seed: 5 }, samples: 2, bestOf: 3 });
	});

	it('make way for all, which are finished then; once', async () => {
		const { imagine, askedFor, asked, shown } = await chosen();
		const all = imagine.showAll(true);
		const { request, report, resolve } = await askedFor(2);
		expect(request).toMatchObject({ birds: [1, 3, 4, 6].map((seed) => ({ text, seed })), stages: 2 });
		expect(request.best).toBeUndefined();
		expect(imagine.getState().run?.wanted).toEqual({ sketches: 4, details: 4 });
		for (let at = 0; at < 4; at++) report(sketched(at));
		for (let at = 0; at < 4; at++) report(detailed(at));
		resolve(resultOf(4));
		await all;
		expect(shownBirds(shown())).toEqual([4, 1, 0, 2, 3, 5]);
		expect(shown().drawn.map(({ detail }) => detail?.size)).toEqual(Array(6).fill(256));
		await imagine.showAll(false);
		expect(shownBirds(shown())).toEqual([4, 1]);
		await imagine.showAll(true);
		expect(asked).toHaveLength(2);
	});

	it('leave the others as sketches when finishing them is cancelled', async () => {
		const { imagine, askedFor, shown } = await chosen();
		const all = imagine.showAll(true);
		const { report } = await askedFor(2);
		for (const event of [sketched(0), detailed(0)]) report(event);
		expect(shown().drawn[0]?.detail?.size).toBe(256);
		imagine.cancel();
		await all;
		expect(shownBirds(shown())).toHaveLength(6);
		expect(shown().drawn.flatMap(({ detail }, at) => (detail ? at : []))).toEqual([1, 4]);
		expect(shown().drawn[0]?.sketch?.size).toBe(64);
		expect(imagine.getState().run).toBeUndefined();
	});

	it('are followed by others of other seeds, with a locked seed too', async () => {
		const { imagine, askedFor } = await chosen();
		imagine.setSeedLocked(true);
		void imagine.drawMore();
		const { request } = await askedFor(2);
		expect(request.birds.map(({ seed }) => seed)).toEqual([7, 8, 9, 10, 11, 12]);
	});

	it('keep their noises when the words change under a locked seed', async () => {
		const { imagine, askedFor, settle, shown } = await chosen();
		imagine.setSeedLocked(true);
		imagine.choose(1);
		const redrawn = imagine.setText('a bird with a blue head');
		settle();
		const job = await askedFor(2);
		expect(job.request.birds.map(({ seed }) => seed)).toEqual([5, 2]);
		expect(imagine.getState().chosen).toBe(1);
		expect(shown().drawn.map(({ before }) => before?.size)).toEqual([256, 256]);
		finish(job);
		await redrawn;
		expect(shown()).toMatchObject({ draft: true, stages: 1 });
	});
});

describe('what is not seen', () => {
	it('is told of most of the birds that are shown, and of the selected one', async () => {
		const { shown } = await chosen();
		// Where most birds agree, each may be less sure.
		expect(notSeenIn(shown(), undefined)).toEqual([{ name: 'red head', birds: 2, of: 2 }]);
		expect(notSeenIn(shown(), 1)).toEqual([{ name: 'red head', birds: 1, of: 1 }]);
		expect(notSeenIn(shown(), 4)).toEqual([]);
		expect(notSeenIn({ ...shown(), showsAll: true }, undefined)).toEqual([]);
	});

	it('is nothing of birds that nobody looked at', async () => {
		const { shown } = await chosen();
		const drawn = shown().drawn.map(({ likely: _, ...rest }) => rest);
		expect(notSeenIn({ ...shown(), drawn }, undefined)).toEqual([]);
		expect(notSeenIn({ ...shown(), drawn }, 1)).toEqual([]);
	});
});
