import { describe, expect, it } from 'vitest';
import { fakeChannels, quotaExceeded } from '../../storage/testing/fakeStorage';
import { fromMarkdown, toMarkdown } from './markdown';
import { textOf } from './pieces';
import type { StoryRecipe } from './recipe';
import { keptOf, shownDraft } from './state';
import { resultOf, said } from './testing/events';
import { memoryShelf } from './testing/memoryShelf';
import { cat, dog, prepared } from './testing/prepared';

const overTheFile = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const libraryWith =
	(...items: (typeof cat)[]) =>
	(hash: string) =>
		items.find((item) => item.hash === hash);

/** Writes a story about the cat and keeps it on this shelf. */
async function kept(shelf = memoryShelf()) {
	const all = prepared(shelf);
	await all.story.load();
	const done = all.story.writeAbout(cat);
	(await all.askedFor(1)).resolve(resultOf('The cat slept.'));
	await done;
	const work = (await all.story.keep())?.story;
	if (work === undefined) throw new Error('nothing was kept');
	return { ...all, shelf, work };
}

describe('kept stories', () => {
	it('are shown on the next visit, newest first', async () => {
		const { story, shelf, askedFor } = await kept();
		const done = story.writeAbout(dog);
		(await askedFor(2)).resolve(resultOf('A dog ran.'));
		await done;
		await story.keep();
		const { story: later } = prepared(shelf);
		await later.load();
		expect(later.getState().kept.map(({ text, picture }) => [text, picture.name])).toEqual([
			['A dog ran.', 'dog'],
			['The cat slept.', 'cat'],
		]);
		expect(later.getState().storage).toBe('kept');
	});

	it('are kept once, and replaced after an edit', async () => {
		const { story, shelf, work } = await kept();
		expect((await story.keep())?.story).toBe(work);
		story.edit('The cat slept well.');
		const draft = shownDraft(story.getState());
		expect(draft && keptOf(story.getState(), draft)).toBeUndefined();
		expect((await story.keep())?.story.id).toBe(work.id);
		expect([...shelf.stories.values()].map(({ text, recipe }) => [text, recipe.edited])).toEqual([
			['The cat slept well.', true],
		]);
	});

	it('can be renamed, captioned and made favourites, also for the next visit', async () => {
		const { story, shelf, work } = await kept();
		await story.changeKept(work.id, { name: 'Nap', caption: 'at noon', favourite: true });
		await story.changeKept('gone', { name: 'Nothing' });
		const { story: later } = prepared(shelf);
		await later.load();
		expect(later.getState().kept).toMatchObject([{ recipe: { title: 'Nap' }, caption: 'at noon', favourite: true }]);
	});

	it('come from elsewhere once, with what their recipe says', async () => {
		const { story, work } = await kept();
		const { text, created } = work;
		const recipe = overTheFile(work.recipe);
		expect(await story.receiveKept({ text, created, recipe })).toBe(false);
		expect(
			await story.receiveKept({ text: 'Another one.', created: 5, recipe: { app: 'Atelier', tab: 'story' } }),
		).toBe(true);
		expect(story.getState().kept.at(-1)).toMatchObject({
			text: 'Another one.',
			created: 5,
			picture: { name: 'A story' },
		});
		await expect(story.receiveKept({ text: 'x', created: 5, recipe: { tab: 'paint' } })).rejects.toMatchObject({
			code: 'recipe-invalid',
		});
	});

	it('can be deleted and restored', async () => {
		const { story, shelf, work } = await kept();
		await story.removeKept(work.id);
		expect(story.getState().kept).toEqual([]);
		expect(shelf.stories.size).toBe(0);
		await story.restoreKept(work);
		expect(story.getState().kept).toEqual([work]);
		expect(shelf.stories.size).toBe(1);
	});

	it('open with picture and settings, each only once', async () => {
		const { shelf, work } = await kept();
		const { story } = prepared(shelf);
		await story.load();
		story.setOption('seed', 9);
		const { recipe, text, id: keptAs } = work;
		expect((await story.open({ recipe: overTheFile(recipe), text, keptAs }, libraryWith(cat))).notes).toEqual([]);
		const state = story.getState();
		expect(state).toMatchObject({ picture: cat, options: { seed: 1 } });
		const draft = shownDraft(state);
		expect(draft && textOf(draft.pieces)).toBe('The cat slept.');
		expect(draft && keptOf(state, draft)?.id).toBe(work.id);
		await story.open({ recipe, text, keptAs }, libraryWith(cat));
		expect(story.getState().drafts).toHaveLength(1);
	});

	it('report a missing picture and show its thumbnail', async () => {
		const { shelf, work } = await kept();
		const { story } = prepared(shelf);
		await story.load();
		const { recipe, text } = work;
		const thumbnail = new Blob(['small']);
		expect((await story.open({ recipe, text, thumbnail }, libraryWith())).notes.join()).toMatch(
			/“cat” is not in your library/,
		);
		expect(story.getState().picture).toBeUndefined();
		expect(shownDraft(story.getState())?.thumbnail).toBe(thumbnail);
		await expect(story.write()).rejects.toThrow(/picture first/);
	});

	it('are reported as written only when they were', async () => {
		const { story, shelf } = await kept();
		story.edit('The cat slept well.');
		expect((await story.keep())?.written).toBe(true);
		story.edit('The cat slept badly.');
		shelf.refusal = quotaExceeded();
		expect((await story.keep())?.written).toBe(false);
		expect((await story.keep())?.written).toBe(false);
	});

	it('appear in other pages, and disappear there when deleted', async () => {
		const shelf = memoryShelf();
		const channels = fakeChannels();
		const { story: other } = prepared(shelf, channels());
		await other.load();
		const { story, askedFor } = prepared(shelf, channels());
		await story.load();
		const done = story.writeAbout(cat);
		(await askedFor(1)).resolve(resultOf('The cat slept.'));
		await done;
		const id = (await story.keep())?.story.id as string;
		await expect.poll(() => other.getState().kept.map(({ text }) => text)).toEqual(['The cat slept.']);
		await other.removeKept(id);
		await expect.poll(() => story.getState().kept).toEqual([]);
	});

	it('stay in memory when storage is refused or full', async () => {
		const { story, troubles } = await kept(
			Object.assign(memoryShelf(), { refusal: new DOMException('', 'QuotaExceededError') }),
		);
		expect(story.getState().kept).toHaveLength(1);
		expect(troubles.map(({ code }) => code)).toEqual(['storage-full']);
		const { story: homeless } = prepared(null);
		await homeless.load();
		expect(homeless.getState().storage).toBe('memory');
	});
});

describe('a file with a recipe', () => {
	it('restores text, styles and options, from Markdown and from a card', async () => {
		const { story, askedFor } = prepared();
		await story.load();
		story.setBlending(true);
		story.pickStyle({ kind: 'genre', key: 'mystery', title: 'Mystery', weight: 0.5 });
		story.setOption('temperature', 1.1);
		const done = story.writeAbout(cat);
		(await askedFor(1)).resolve(resultOf('One -- two.\n\nThree --> four.'));
		await done;
		const before = story.getState();
		const recipe = (await story.keep())?.story.recipe as StoryRecipe;

		const file = fromMarkdown(toMarkdown(recipe.text ?? '', recipe));
		for (const found of [file, { recipe: overTheFile(recipe) }]) {
			if (found === undefined) throw new Error('no recipe was found');
			const { story: other } = prepared();
			expect((await other.open(found, libraryWith(cat))).notes).toEqual([]);
			const { options, styles, blending, picture } = other.getState();
			expect({ options, styles, blending, picture }).toEqual({
				options: before.options,
				styles: before.styles,
				blending: true,
				picture: cat,
			});
			const draft = shownDraft(other.getState());
			expect(draft && textOf(draft.pieces)).toBe('One -- two.\n\nThree --> four.');
		}
	});

	it('restores an own style, unless another encoder made it', async () => {
		const { story, askedFor } = prepared();
		const vector = Float32Array.of(0.5, -0.25);
		story.pickStyle({ kind: 'own', key: 'o', title: 'Mine', vector, modelHash: 'encoder', weight: 2 });
		const done = story.writeAbout(cat);
		(await askedFor(1)).resolve(resultOf('A story.'));
		await done;
		const recipe = overTheFile((await story.keep())?.story.recipe);

		const { story: other } = prepared();
		other.setModels({ bytes: 1, encoderHash: 'encoder' });
		expect((await other.open({ recipe }, libraryWith(cat))).notes).toEqual([]);
		expect(other.getState().styles).toMatchObject([{ kind: 'own', title: 'Mine', vector, weight: 2 }]);
		expect(other.getState().ownStyles).toMatchObject([{ name: 'Mine', vector, modelHash: 'encoder' }]);
		await other.open({ recipe }, libraryWith(cat));
		expect(other.getState().ownStyles).toHaveLength(1);

		const { story: newer } = prepared();
		newer.setModels({ bytes: 1, encoderHash: 'another' });
		expect((await newer.open({ recipe }, libraryWith(cat))).notes.join()).toMatch(/“Mine”.*another version/);
		expect(newer.getState().styles).toMatchObject([{ kind: 'genre', key: 'romance' }]);
	});

	it('changes nothing when it has no recipe of ours', async () => {
		const { story } = await kept();
		const before = story.getState();
		await expect(story.open({ recipe: { app: 'Atelier', tab: 'paint' } }, libraryWith())).rejects.toMatchObject({
			code: 'recipe-invalid',
		});
		expect(story.getState()).toBe(before);
		expect(fromMarkdown('# A text\n\nWithout a recipe.')).toBeUndefined();
		expect(fromMarkdown('<!-- atelier-recipe {broken -->')).toBeUndefined();
	});

	it('can be undone without affecting a story written meanwhile', async () => {
		const { story, askedFor, work } = await kept();
		story.setOption('seed', 7);
		const { undo } = await story.open({ recipe: work.recipe, text: 'Opened.' }, libraryWith(cat));
		const done = story.writeAbout(dog);
		const { report, resolve } = await askedFor(2);
		report(said(' A dog'));
		undo();
		expect(story.getState().run?.written).toBe(2);
		report(said(' ran.', 3));
		resolve(resultOf('A dog ran.'));
		await done;
		const texts = story.getState().drafts.map(({ pieces }) => textOf(pieces));
		expect(texts).toEqual(['The cat slept.', 'A dog ran.']);
		expect(story.getState()).toMatchObject({ picture: dog, options: { seed: 7 } });

		const again = await story.open({ recipe: work.recipe, text: 'Opened.' }, libraryWith(cat));
		expect(story.getState()).toMatchObject({ picture: cat, drafts: { length: 3 } });
		again.undo();
		expect(story.getState()).toMatchObject({ picture: dog, drafts: { length: 2 } });
		expect(textOf(shownDraft(story.getState())?.pieces ?? [])).toBe('A dog ran.');
	});

	it('first ends the story being written, which stays as a version', async () => {
		const { story, askedFor, work } = await kept();
		const done = story.write();
		(await askedFor(2)).report({
			type: 'words',
			words: [{ text: ' It', probability: 1, others: [] }],
			written: 1,
			seconds: 1,
		});
		await story.open({ recipe: work.recipe, keptAs: work.id }, libraryWith(cat));
		expect(await done).toBeUndefined();
		expect(story.getState().drafts.map(({ pieces }) => textOf(pieces))).toEqual(['The cat slept.', 'It']);
		expect(shownDraft(story.getState())?.keptAs).toBe(work.id);
	});
});
