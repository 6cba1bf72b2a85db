/** The first screen: finished examples of every tab, and the tab that was used last. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../scripts/build';
import { expect, test } from './support/test';

const example = (page: Page, tab: string) =>
	page.getByRole('list', { name: 'Finished examples' }).getByRole('button', { name: new RegExp(`^${tab}`) });

test('Story opens first, then the tab that was used last', async ({ page }) => {
	await page.goto('/?backend=wasm');
	await expect(page.getByRole('heading', { name: 'Read the story in a picture' })).toBeVisible();
	await page.getByRole('link', { name: 'Imagine' }).click();
	await expect(page.getByRole('heading', { name: 'Describe a bird' })).toBeVisible();
	await page.goto('/?backend=wasm');
	await expect(page.getByRole('heading', { name: 'Describe a bird' })).toBeVisible();
});

test('one click shows a finished story, and a painting beside its photo, with their settings', async ({ page }) => {
	await page.goto('/?backend=wasm');
	await expect(page.getByRole('list', { name: 'Finished examples' }).getByRole('listitem')).toHaveCount(4);
	await example(page, 'Story').click();
	await expect(page.getByTestId('story')).toHaveAttribute('data-state', 'finished');
	await expect(page.getByRole('article')).toContainText(/Adventure · seed 2 · \d+ words/);
	await expect(page.getByRole('radio', { name: 'Short' })).toBeChecked();

	await page.getByRole('link', { name: 'Paint', exact: true }).click();
	await example(page, 'Paint').click();
	await expect(page.getByRole('slider', { name: 'Compare photo and painting' })).toBeVisible();
	await expect(page.getByRole('img', { name: 'Photo: Chelsea the cat' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Paint', exact: true })).toBeEnabled();
});

test('one click shows a finished sheet of birds, and a search with its answers, before any network is here', async ({
	page,
}) => {
	// Nothing can be computed: what is shown was made before.
	await page.route('**/*.safetensors', (route) => route.abort());
	await page.goto('/?backend=wasm#imagine');
	await example(page, 'Imagine').click();
	const birds = page.getByRole('list', { name: 'Birds' }).getByRole('button');
	await expect(birds).toHaveCount(6);
	await expect(birds.first()).toHaveAccessibleName('Bird 1, detail');
	await expect(page.getByRole('textbox', { name: 'Describe a bird' })).toHaveText(/a small bird with a red head/);
	await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
	await expect(birds).toHaveCount(0);
	await example(page, 'Imagine').click();
	await expect(birds).toHaveCount(6);

	await page.getByRole('link', { name: 'Find', exact: true }).click();
	await example(page, 'Find').click();
	const best = page.getByTestId('find').getByRole('button', { name: /^Chelsea the cat/ });
	await expect(best).toHaveAccessibleName(/similarity 0\.\d\d, certain/);
	const search = page.getByRole('searchbox', { name: 'Describe a picture' });
	await expect(search).toHaveValue('a cat');

	const another = page.getByRole('button', { name: 'a church' });
	await expect(another).toBeHidden();
	await page.getByRole('button', { name: 'Clear the search' }).click();
	await another.click();
	await expect(search).toHaveValue('a church');
});

test('the tour has a card for each tab, is shown once, and again from the help', async ({ browser, baseURL }) => {
	const context = await browser.newContext({ ...(baseURL && { baseURL }), serviceWorkers: 'block' });
	const page = await context.newPage();
	await page.goto('/?backend=wasm');
	const tour = page.getByRole('dialog', { name: 'What you can do here' });
	await expect(tour.getByRole('button', { name: 'Next' })).toBeFocused();
	for (const tab of ['Story', 'Paint', 'Imagine', 'Find']) {
		await expect(tour.getByRole('heading', { name: tab })).toBeVisible();
		await page.keyboard.press('Enter');
	}
	await expect(tour).toBeHidden();
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Read the story in a picture' })).toBeVisible();
	await page.getByRole('button', { name: 'Help' }).click();
	await expect(tour).toBeHidden();
	await page.getByRole('button', { name: 'Take the tour' }).click();
	await expect(tour).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(tour).toBeHidden();
	await context.close();
});

test('what does not fit a low window scrolls, and covers neither header nor library', async ({ page }) => {
	await page.setViewportSize({ width: 1280, height: 560 });
	await page.goto('/?backend=wasm#story');
	const heading = page.getByRole('heading', { name: 'Read the story in a picture' });
	const top = async () => (await heading.boundingBox())?.y ?? 0;
	const below = (await page.getByRole('banner').boundingBox())?.height ?? 0;
	await expect.poll(top).toBeGreaterThan(below);
	const last = example(page, 'Find');
	await last.scrollIntoViewIfNeeded();
	const strip = await page.getByRole('region', { name: 'Library' }).boundingBox();
	const card = await last.boundingBox();
	expect((card?.y ?? 0) + (card?.height ?? 0)).toBeLessThan((strip?.y ?? 0) + 2);
});

test('the examples are small', () => {
	const folder = join(root, 'public/examples');
	const total = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
	expect(total).toBeLessThan(600_000);
});
