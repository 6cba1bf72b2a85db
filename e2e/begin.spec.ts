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
	await expect(page.getByRole('article')).toContainText(/Fairy tale · seed 1 · \d+ words/);
	await expect(page.getByRole('radio', { name: 'Short' })).toBeChecked();

	await page.getByRole('link', { name: 'Paint', exact: true }).click();
	await example(page, 'Paint').click();
	await expect(page.getByRole('slider', { name: 'Compare photo and painting' })).toBeVisible();
	await expect(page.getByRole('img', { name: 'Photo: Chelsea the cat' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Paint', exact: true })).toBeEnabled();
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
