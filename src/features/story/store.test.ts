import { describe, expect, it } from 'vitest';
import { AtelierError } from '../../models/errors';
import { defaultStoryOptions } from './options';
import { textOf } from './pieces';
import { type StylePick, shownDraft, versionsOf } from './state';
import { look, resultOf, said } from './testing/events';
import { cat, dog, prepared } from './testing/prepared';

const mystery: StylePick = { kind: 'genre', key: 'mystery', title: 'Mystery', weight: 1 };

const shownText = (story: ReturnType<typeof prepared>['story']) => {
	const draft = shownDraft(story.getState());
	return draft && textOf(draft.pieces);
};

/** A store with this finished story about the cat. @param words as they were reported before */
async function finished(text = 'The cat slept.', words?: string) {
	const all = prepared();
	const done = all.story.writeAbout(cat);
	const { report, resolve } = await all.askedFor(1);
	if (words !== undefined) report(said(words));
	resolve(resultOf(text));
	await done;
	return all;
}

describe('choosing', () => {
	it('replaces the style or blends several, and keeps at least one', () => {
		const { story } = prepared();
		story.pickStyle(mystery);
		expect(story.getState().styles).toEqual([mystery]);
		story.setBlending(true);
		story.pickStyle({ kind: 'genre', key: 'romance', title: 'Romance', weight: 1 });
		story.setWeight('romance', 3);
		expect(story.getState().styles.map(({ key, weight }) => [key, weight])).toEqual([
			['mystery', 1],
			['romance', 3],
		]);
		story.pickStyle(mystery);
		story.pickStyle({ kind: 'genre', key: 'romance', title: 'Romance', weight: 3 });
		expect(story.getState().styles.map(({ key }) => key)).toEqual(['romance']);
		story.pickStyle(mystery);
		story.setBlending(false);
		expect(story.getState().styles.map(({ key }) => key)).toEqual(['mystery']);
	});
});

describe('writing', () => {
	it('reports what is missing and changes nothing', async () => {
		const { story, asked } = prepared();
		await expect(story.write()).rejects.toThrow(/picture first/);
		story.setWeight('romance', 0);
		await expect(story.writeAbout(cat)).rejects.toThrow(/weight 0/);
		expect(asked).toEqual([]);
		expect(story.getState().drafts).toEqual([]);
		expect(story.getState().run).toBeUndefined();
	});

	it('requests what was chosen', async () => {
		const { story, askedFor } = prepared();
		const vector = new Float32Array(2);
		story.setBlending(true);
		story.pickStyle({ kind: 'own', key: 'o', title: 'Mine', vector, modelHash: 'e', weight: 2 });
		story.setOption('length', 'short');
		void story.writeAbout(cat);
		expect((await askedFor(1)).request).toEqual({
			picture: cat.picture,
			styles: [
				{ kind: 'genre', id: 'romance', weight: 1 },
				{ kind: 'own', name: 'Mine', vector, encoder: 'e', weight: 2 },
			],
			options: { ...defaultStoryOptions, length: 'short' },
		});
	});

	it('shows stages and words as they arrive, and ends with the result', async () => {
		const { story, askedFor } = prepared();
		const done = story.writeAbout(cat);
		const { report, resolve } = await askedFor(1);
		expect(story.getState().run).toMatchObject({ doing: 'Looking at the picture', written: 0 });
		report({ type: 'stage', ...look });
		expect(story.getState().run?.doing).toMatch(/captions/);
		report({ type: 'passage', index: 1, passages: 3, caption: 'a cat' });
		report(said(' The cat'));
		report(said(' slept.', 3));
		expect(shownText(story)).toBe('The cat slept.');
		expect(story.getState().run).toMatchObject({ written: 3, passage: { index: 1 } });
		resolve(resultOf('The cat slept.'));
		const draft = await done;
		expect(draft).toMatchObject({ stages: [look], result: { seconds: 4, modelHash: 'row' }, edited: false });
		expect(draft?.pieces.map(({ word }) => word?.text)).toEqual([' The', ' cat', ' slept.']);
		expect(story.getState().run).toBeUndefined();
	});

	it('uses the result’s text when the job has cut words at the end', async () => {
		const { story } = await finished('The cat slept.', ' The cat slept. And then');
		expect(shownDraft(story.getState())?.pieces.map(({ text }) => text)).toEqual(['The', ' cat', ' slept.']);
	});

	it('stops early and keeps the story', async () => {
		const { story, askedFor } = prepared();
		const done = story.writeAbout(cat);
		const { options, report, resolve } = await askedFor(1);
		report(said(' The cat'));
		story.stopAndKeep();
		expect(options.finish?.aborted).toBe(true);
		expect(options.signal?.aborted).toBe(false);
		expect(story.getState().run?.finishing).toBe(true);
		resolve(resultOf('The cat.', { stopped: true }));
		expect((await done)?.result?.stopped).toBe(true);
	});

	it('returns to the previous story when it is cancelled', async () => {
		const { story, askedFor } = await finished();
		const done = story.write();
		(await askedFor(2)).report(said(' Another'));
		expect(shownText(story)).toBe('Another');
		story.cancel();
		expect(await done).toBeUndefined();
		expect(shownText(story)).toBe('The cat slept.');
		expect(story.getState()).toMatchObject({ run: undefined, failure: undefined });
	});

	it('keeps the words so far when the job fails, and can write again', async () => {
		const { story, askedFor } = prepared();
		const done = story.writeAbout(cat);
		const { report, reject } = await askedFor(1);
		report(said(' The cat'));
		const error = new AtelierError('out-of-memory', 'Close other tabs.');
		reject(error);
		await expect(done).rejects.toBe(error);
		expect(shownText(story)).toBe('The cat');
		expect(story.getState()).toMatchObject({ failure: error, run: undefined, picture: cat });
		void story.write();
		await askedFor(2);
		expect(story.getState().failure).toBeUndefined();
	});

	it('leaves nothing behind when the job fails before the first word', async () => {
		const { story, askedFor } = await finished();
		const done = story.write();
		(await askedFor(2)).reject(new AtelierError('network-failed', 'Check the connection.'));
		await expect(done).rejects.toThrow(/connection/);
		expect(shownText(story)).toBe('The cat slept.');
		expect(story.getState().drafts).toHaveLength(1);
	});
});

describe('another picture while writing', () => {
	it('stops the old job first, then starts; the old story stays with its picture', async () => {
		const { story, asked, askedFor } = prepared();
		const first = story.writeAbout(cat);
		(await askedFor(1)).report(said(' The cat'));
		const second = story.writeAbout(dog);
		expect(asked[0]?.options.signal?.aborted).toBe(true);
		expect(asked).toHaveLength(1);
		expect(await first).toBeUndefined();
		const { request, resolve } = await askedFor(2);
		expect(request.picture).toBe(dog.picture);
		resolve(resultOf('A dog ran.'));
		await second;
		expect(shownText(story)).toBe('A dog ran.');
		expect(versionsOf(story.getState())).toHaveLength(1);
		expect(story.getState().drafts.map(({ picture }) => picture.name)).toEqual(['cat', 'dog']);
	});

	it('starts only the last of several', async () => {
		const { story, asked, askedFor } = prepared();
		const wishes = [cat, dog, cat].map((one) => story.writeAbout(one));
		(await askedFor(2)).resolve(resultOf('A cat.'));
		expect(asked.map(({ request }) => request.picture)).toEqual([cat.picture, cat.picture]);
		expect((await Promise.all(wishes)).map((draft) => draft !== undefined)).toEqual([false, false, true]);
	});

	it('ignores late events of the old job', async () => {
		const { story, asked, askedFor } = prepared();
		void story.writeAbout(cat);
		await askedFor(1);
		void story.writeAbout(dog);
		await askedFor(2);
		asked[0]?.report(said(' Late'));
		expect(shownText(story)).toBe('');
	});
});

describe('the seed', () => {
	it('advances only when the same story would be written again', async () => {
		const { story, askedFor } = await finished();
		const seedOf = async (count: number, write: Promise<unknown>) => {
			const job = await askedFor(count);
			job.resolve(resultOf(`Story ${count}.`));
			await write;
			return job.request.options.seed;
		};
		expect(await seedOf(2, story.write())).toBe(2);
		story.pickStyle(mystery);
		expect(await seedOf(3, story.write())).toBe(2);
		expect(await seedOf(4, story.write())).toBe(3);
		story.setSeedLocked(true);
		expect(await seedOf(5, story.write())).toBe(3);
		story.setSeedLocked(false);
		expect(await seedOf(6, story.write())).toBe(4);
		expect(story.getState().options.seed).toBe(4);
	});

	it('starts from 0 again after the largest', async () => {
		const { story, askedFor } = await finished();
		story.setOption('seed', 2147483647);
		const last = story.write();
		(await askedFor(2)).resolve(resultOf('The end.'));
		await last;
		void story.write();
		expect((await askedFor(3)).request.options.seed).toBe(0);
	});
});

describe('a written story', () => {
	it('can be edited; unchanged words keep their probabilities', async () => {
		const { story } = await finished('The cat slept.', ' The cat slept.');
		story.edit('The black cat slept.');
		const draft = shownDraft(story.getState());
		expect(draft?.edited).toBe(true);
		expect(draft?.pieces.map(({ text, word }) => [text, word !== undefined])).toEqual([
			['The', true],
			[' black', false],
			[' cat', true],
			[' slept.', true],
		]);
	});

	it('continues from its end, from a position, or with another word; the previous version stays', async () => {
		const { story, askedFor } = await finished();
		const goOn = async (count: number, write: Promise<unknown>, text: string) => {
			const job = await askedFor(count);
			job.resolve(resultOf(text));
			await write;
			return job.request.begin;
		};
		expect(await goOn(2, story.continueFrom(), 'The cat slept. It woke.')).toBe('The cat slept.');
		expect(shownText(story)).toBe('The cat slept. It woke.');
		expect(await goOn(3, story.continueFrom(8), 'The cat ran.')).toBe('The cat ');
		expect(await goOn(4, story.continueFrom(4, 'dog'), 'The dog ran.')).toBe('The dog');
		expect(versionsOf(story.getState()).map((draft) => textOf(draft.pieces))).toEqual([
			'The cat slept.',
			'The cat slept. It woke.',
			'The cat ran.',
			'The dog ran.',
		]);
	});

	it('can be stepped back to and forward again', async () => {
		const { story, askedFor } = await finished();
		const done = story.write();
		(await askedFor(2)).resolve(resultOf('It woke.'));
		await done;
		story.step(-1);
		expect(shownText(story)).toBe('The cat slept.');
		story.step(-1);
		expect(shownText(story)).toBe('The cat slept.');
		story.step(1);
		expect(shownText(story)).toBe('It woke.');
	});
});
