import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readText } from '../src/library/png/text';
import { drop } from './support/drop';
import { withoutNetwork } from './support/models';
import { blank, notAPicture, sample, type TestFile } from './support/pictures';
import { reloadAfresh } from './support/session';
import { expect, test } from './support/test';
import { binary, oneSentence, prose } from './support/texts';

const stage = (page: Page) => page.getByTestId('story');
const article = (page: Page) => page.getByRole('article', { name: 'The story' });
const chip = (page: Page, name: string) =>
	page.getByRole('group', { name: 'Styles' }).getByRole('button', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });
const settings = (page: Page) => page.getByRole('complementary', { name: 'Story settings' });
const kept = (page: Page) => page.getByRole('region', { name: 'Kept stories' });

const finished = (page: Page) => expect(stage(page)).toHaveAttribute('data-state', 'finished');
const writing = (page: Page) => expect(button(page, 'Stop and keep')).toBeEnabled();

/** The paragraphs as shown on the page. */
const story = (page: Page) => page.getByTestId('story-text').locator('p').allInnerTexts();

/** Opens the tab, ready for a short first story. */
async function openStory(page: Page, query = ''): Promise<void> {
	await page.goto(`/${query}#story`);
	await expect(page.getByRole('heading', { name: 'Read the story in a picture' })).toBeVisible();
	await page.getByText('Short', { exact: true }).click();
}

const dropOn = (page: Page, ...files: TestFile[]) => drop(page, 'main', ...files);

async function setSeed(page: Page, seed: number): Promise<void> {
	const more = page.getByRole('complementary', { name: 'Story settings' }).locator('details');
	await more.evaluate((details) => details.setAttribute('open', ''));
	const field = page.getByRole('spinbutton', { name: 'Seed' });
	await field.fill(String(seed));
	await field.press('Enter');
}

/** Has the page note each text of the story as it grows. @returns what reads them */
async function watchText(page: Page): Promise<() => Promise<string[]>> {
	const watched = await page.evaluateHandle(() => {
		const texts: string[] = [];
		new MutationObserver(() => {
			const text = document.querySelector('[data-testid=story-text]')?.textContent ?? '';
			if (text !== '' && text !== texts.at(-1)) texts.push(text);
		}).observe(document.body, { subtree: true, childList: true, characterData: true });
		return texts;
	});
	return () => watched.jsonValue();
}

const sentenceEnd = /[.!?]["'”’)]*$/;

test('a sample becomes a story, word by word; another try is another story, and the same seed the same', async ({
	page,
}) => {
	await openStory(page);
	const texts = await watchText(page);
	await button(page, 'A cup of coffee').click();
	await finished(page);
	const seen = await texts();
	expect(seen.length).toBeGreaterThan(10);
	for (const [at, text] of seen.slice(1, -1).entries()) expect(text.startsWith(seen[at] as string)).toBe(true);
	const first = await story(page);
	expect(first.at(-1)).toMatch(sentenceEnd);
	expect(first.join(' ').split(' ').length).toBeGreaterThan(50);
	await expect(article(page)).toContainText(/Romance · seed 1 · \d+ words/);
	await expect(page.getByText(/^The network sees “[a-z].*”$/)).toBeVisible();

	await button(page, 'Try again').click();
	await expect(article(page)).toContainText(/seed 2 ·/);
	await finished(page);
	const second = await story(page);
	expect(second.at(-1)).toMatch(sentenceEnd);
	expect(second).not.toEqual(first);

	await setSeed(page, 1);
	await button(page, 'Use this seed for every story').click();
	await button(page, 'Try again').click();
	await expect(page.getByText('3 of 3')).toBeVisible();
	await finished(page);
	expect(await story(page)).toEqual(first);
	await button(page, 'Previous story').click();
	expect(await story(page)).toEqual(second);
});

test('a blend is stopped and kept, survives a reload, and comes back from Markdown and picture card', async ({
	page,
}) => {
	await openStory(page);
	await page.getByText('Long', { exact: true }).click();
	await page.getByRole('switch', { name: 'Blend styles' }).check();
	await chip(page, 'Mystery').click();
	const choosing = page.waitForEvent('filechooser');
	await button(page, 'Choose a picture').click();
	await (await choosing).setFiles([sample('coffee')]);
	await button(page, 'Stop and keep').click();
	await finished(page);
	await expect(article(page)).toContainText(/Romance \+ Mystery · seed 1 · \d+ words/);
	const text = await story(page);
	expect(text.join('')).not.toBe('');
	await button(page, 'Keep').click();
	await expect(button(page, 'Kept')).toBeDisabled();

	const save = async (way: string) => {
		const saving = page.waitForEvent('download');
		await button(page, 'Save').click();
		await button(page, way).click();
		const download = await saving;
		return { name: download.suggestedFilename(), buffer: readFileSync(await download.path()) };
	};
	const markdown = { ...(await save('Save as Markdown')), mimeType: 'text/markdown' };
	const card = { ...(await save('Save as a picture card')), mimeType: 'image/png' };
	const title = await page.getByRole('article', { name: 'The story' }).getByRole('heading').innerText();
	expect(markdown.buffer.toString()).toContain(`# ${title}\n\n${text.join('\n\n')}\n`);
	expect(markdown.name).toBe(`${title.toLowerCase().replaceAll(' ', '-')}.md`);
	const recipe = JSON.parse((await readText(card.buffer, 'atelier-recipe')) ?? '{}');
	expect(recipe).toMatchObject({ tab: 'story', text: text.join('\n\n'), options: { length: 'long', seed: 1 } });
	expect(recipe.styles).toMatchObject([{ id: 'romance' }, { id: 'mystery' }]);

	await reloadAfresh(page);
	await expect(page.getByRole('radio', { name: 'Medium' })).toBeChecked();
	await kept(page).getByRole('button', { name: title }).first().click();
	await finished(page);
	expect(await story(page)).toEqual(text);

	for (const file of [markdown, card]) {
		await reloadAfresh(page);
		await expect(stage(page)).toHaveAttribute('data-state', 'empty');
		await dropOn(page, file);
		await finished(page);
		expect(await story(page)).toEqual(text);
		await expect(messages(page)).toContainText('Story and settings restored');
		await expect(page.getByRole('radio', { name: 'Long' })).toBeChecked();
		for (const genre of ['Romance', 'Mystery']) await expect(chip(page, genre)).toHaveAttribute('aria-pressed', 'true');
		await expect(page.getByRole('img', { name: 'Picture: coffee' })).toBeVisible();
	}
});

/** Tensors and bytes in the worker, read through the page's automation interface. */
const memory = (page: Page) => page.evaluate(() => window.atelier?.engine.memory());

test('another picture ends the previous story; a cancelled one frees its memory; a bad picture changes nothing', async ({
	page,
}) => {
	await openStory(page, '?automation');
	await dropOn(page, sample('chelsea'));
	await finished(page);
	const before = await memory(page);
	const first = await story(page);

	await page.getByText('Long', { exact: true }).click();
	await button(page, 'Try again').click();
	await writing(page);
	expect((await memory(page))?.tensors).toBeGreaterThan(before?.tensors ?? Number.POSITIVE_INFINITY);
	await dropOn(page, sample('rocket'));
	await expect(page.getByRole('img', { name: 'Picture: rocket' })).toBeVisible();
	await writing(page);
	expect(await story(page)).not.toEqual(first);
	await button(page, 'Cancel').click();
	await expect(stage(page)).toHaveAttribute('data-state', 'ready');
	await expect.poll(async () => (await memory(page))?.tensors).toBe(before?.tensors);
	const after = await memory(page);
	expect(after).toMatchObject({ bytes: before?.bytes, leakedTensors: 0 });

	await dropOn(page, notAPicture());
	await expect(messages(page).getByRole('alert')).toContainText('not a picture that can be opened here');
	await expect(page.getByRole('img', { name: 'Picture: rocket' })).toBeVisible();
	await dropOn(page, blank());
	await expect(article(page)).toContainText('This picture is almost a single colour');
	await button(page, 'Cancel').click();
	await expect(stage(page)).toHaveAttribute('data-state', 'ready');
});

test('a dropped text becomes a style and is kept, and an unsuitable one says why', async ({ page }) => {
	await openStory(page);
	await dropOn(page, prose(250));
	await expect(chip(page, 'my prose')).toHaveAttribute('aria-pressed', 'true');
	await expect(messages(page)).toContainText('“my prose” is a style now, and chosen.');
	const alert = messages(page).getByRole('alert');
	await dropOn(page, oneSentence());
	await expect(settings(page).getByRole('alert')).toContainText('A style needs 200 sentences or more');
	await dropOn(page, binary());
	await expect(alert).toContainText('“binary.txt” is not a text');
	await page.reload();
	await chip(page, 'my prose').click();
	await expect(chip(page, 'my prose')).toHaveAttribute('aria-pressed', 'true');
	await button(page, 'Delete the style my prose').click();
	await expect(chip(page, 'my prose')).toBeHidden();
	await messages(page).getByRole('button', { name: 'Undo' }).click();
	await expect(chip(page, 'my prose')).toBeVisible();
});

test('without its network the tab says so, and Paint still works', async ({ page }) => {
	await withoutNetwork(page, 'storyteller');
	await openStory(page);
	await dropOn(page, sample('coffee'));
	await expect(settings(page).getByRole('alert')).toContainText(/storyteller/);
	await expect(messages(page).getByRole('alert', { includeHidden: true })).toBeEmpty();
	await expect(stage(page)).toHaveAttribute('data-state', 'ready');
	await page.getByRole('link', { name: 'Paint' }).click();
	await expect(page.getByRole('heading', { name: 'Repaint a photo' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
	test(`Story works by keyboard, has no accessibility violations and fits a phone, ${colorScheme}`, async ({
		page,
	}) => {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await openStory(page);
		expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
		await button(page, 'Chelsea the cat').focus();
		await page.keyboard.press('Enter');
		await finished(page);
		await button(page, 'Under the hood').focus();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('region', { name: 'Under the hood' }).getByRole('heading').first()).toBeVisible();
		const word = article(page).locator('[data-at]');
		await word.first().focus();
		await page.keyboard.press('ArrowRight');
		await expect(word.nth(1)).toBeFocused();
		await expect(article(page).getByRole('list', { name: /^Instead of “/ })).toBeVisible();
		expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

		await page.setViewportSize({ width: 390, height: 800 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	});
}
