/** The library's page: everything in one place, and on another machine. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { withText } from '../src/library/png/text';
import { drop } from './support/drop';
import { colours, png, sample, type TestFile } from './support/pictures';
import { expect, notFirstVisit, test } from './support/test';

const whole = (page: Page) => page.getByTestId('library');
const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name, exact: true });
const tiles = (page: Page) => whole(page).getByRole('listitem');
const tile = (page: Page, name: string) => tiles(page).getByRole('button', { name: new RegExp(`: ${name}`) });
const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });
const viewer = (page: Page) => page.getByRole('region', { name: /^From the library: / });

async function openLibrary(page: Page, ...files: TestFile[]): Promise<void> {
	await page.goto('/#imagine');
	if (files.length > 0) await page.getByLabel('Choose a photo').setInputFiles(files);
	await expect(page.getByRole('region', { name: 'Library' }).getByRole('listitem')).toHaveCount(files.length);
	await button(page, 'Library').click();
	await expect(tiles(page)).toHaveCount(files.length);
}

/** A painting of a photo in its first 32 columns and rows, with a recipe that names it. */
async function paintingOf(photo: TestFile): Promise<TestFile> {
	const hash = createHash('sha256').update(photo.buffer).digest('hex');
	const recipe = {
		...{ app: 'Atelier', appVersion: '0.1.0', version: 1, tab: 'paint', created: '2026-01-01T00:00:00.000Z' },
		photo: { name: 'waves', hash },
		styles: [{ kind: 'pack', id: 'great-wave', title: 'Great wave', weight: 1 }],
		options: { evaluations: 77 },
	};
	const plain = png(96, 64, 'rgb', (x, y) => [x, 2 * y, 90]);
	const buffer = Buffer.from(withText(plain, 'atelier-recipe', JSON.stringify(recipe)));
	return { name: 'waves, great wave.png', mimeType: 'image/png', buffer };
}

async function download(page: Page, click: () => Promise<void>): Promise<TestFile> {
	const saving = page.waitForEvent('download');
	await click();
	const file = await saving;
	return { name: file.suggestedFilename(), mimeType: '', buffer: readFileSync(await file.path()) };
}

test('a picture of the strip is renamed, captioned and opened from its menu, by mouse and by keys', async ({
	page,
}) => {
	await page.goto('/#imagine');
	await page.getByLabel('Choose a photo').setInputFiles([colours(96, 64, 'waves.png'), colours(64, 96, 'tall.png')]);
	const strip = page.getByRole('region', { name: 'Library' });
	const frame = (name: string) => button(strip, `Photo: ${name}`);
	const menu = page.getByRole('dialog', { name: /^Menu of / });
	await frame('waves').click({ button: 'right' });
	await button(menu, /^Name: waves/).click();
	await page.keyboard.type('Sea');
	await page.keyboard.press('Escape');
	await expect(menu).toBeVisible();
	await button(menu, /^Name: waves/).click();
	await page.keyboard.type('Sea');
	await page.keyboard.press('Enter');
	await button(menu, 'Add caption').click();
	await page.keyboard.type('From the pier');
	await page.keyboard.press('Enter');
	await expect(button(menu, /^Caption: From the pier/)).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(menu).toBeHidden();
	await expect(frame('Sea')).toBeFocused();

	await frame('tall').focus();
	await page.keyboard.press('F2');
	await expect(button(menu, /^Name: tall/)).toBeFocused();
	await page.keyboard.press('Enter');
	await page.keyboard.type('Tower');
	await page.mouse.click(600, 300);
	await expect(menu).toBeHidden();
	await frame('Tower').focus();
	await page.keyboard.press('F2');
	await expect(menu).toBeVisible();
	await page.goBack();
	await expect(menu).toBeHidden();
	await page.reload();
	await frame('Sea').click({ button: 'right' });
	await button(menu, 'Paint this').click();
	await expect(page.getByRole('img', { name: 'Photo: Sea' })).toBeVisible();
	await expect(menu).toBeHidden();
});

test('pictures are searched, renamed, captioned, made favourites and sorted, and come back so', async ({ page }) => {
	await openLibrary(page, sample('coffee'), colours(96, 64, 'waves.png'), colours(64, 96, 'tall.png'));
	await tile(page, 'waves').click();
	await button(viewer(page), /^Name: waves/).click();
	await page.keyboard.type('Sea');
	await page.keyboard.press('Enter');
	await button(viewer(page), 'Add caption').click();
	await page.keyboard.type('From the pier');
	await page.keyboard.press('Enter');
	await button(viewer(page), 'Favourite').click();
	await expect(button(viewer(page), 'Favourite')).toHaveAttribute('aria-pressed', 'true');
	await page.keyboard.press('Escape');
	await expect(tile(page, 'Sea, From the pier')).toBeVisible();

	const search = page.getByRole('searchbox', { name: 'Search the library' });
	await search.fill('pier');
	await expect(tiles(page)).toHaveCount(1);
	// The first Escape clears the field and leaves the library open.
	await search.press('Escape');
	await expect(search).toHaveValue('');
	await expect(tiles(page)).toHaveCount(3);
	await button(page, /^Favourites 1$/).click();
	await expect(tiles(page)).toHaveCount(1);
	await button(page, /^All 3$/).click();
	await page.getByRole('combobox', { name: 'Sort' }).selectOption('By name');
	await expect(tiles(page).locator('[data-key]').first()).toHaveAccessibleName('Photo: coffee');

	await page.reload();
	await button(page, 'Library').click();
	await expect(tile(page, 'Sea, From the pier')).toBeVisible();
});

test('arrows step through, keys and the wheel zoom, and Back closes what is on top', async ({ page }) => {
	await openLibrary(page, sample('coffee'), colours());
	await tile(page, 'waves').click();
	await expect(viewer(page)).toHaveAccessibleName('From the library: waves');
	await page.keyboard.press('ArrowRight');
	await expect(viewer(page)).toHaveAccessibleName('From the library: coffee');
	await page.keyboard.press('ArrowRight');
	await expect(viewer(page)).toHaveAccessibleName('From the library: coffee');
	const scale = () =>
		viewer(page)
			.locator('img')
			.evaluate((image) => image.getBoundingClientRect().width);
	const before = await scale();
	await page.keyboard.press('+');
	expect(await scale()).toBeGreaterThan(before);
	await page.keyboard.press('0');
	expect(await scale()).toBe(before);
	await viewer(page).locator('img').hover();
	await page.mouse.wheel(0, -300);
	await expect.poll(scale).toBeGreaterThan(before);
	await page.goBack();
	await expect(viewer(page)).toBeHidden();
	await expect(whole(page)).toBeVisible();
	await page.goBack();
	await expect(whole(page)).toBeHidden();
});

test('several are selected, compared, deleted and brought back by one undo', async ({ page }) => {
	await openLibrary(page, sample('coffee'), colours(96, 64, 'one.png'), colours(64, 96, 'two.png'));
	await page.getByRole('checkbox', { name: 'Select one' }).check();
	await tile(page, 'two').click();
	await button(page, 'Compare').click();
	const compared = page.getByRole('region', { name: /^Compare / });
	await compared.getByRole('slider').press('ArrowRight');
	await expect(compared.getByRole('slider')).toHaveAttribute('aria-valuetext', /% two, .* % one/);
	await page.getByText('Side by side').click();
	await expect(compared.getByRole('img')).toHaveCount(2);
	await button(compared, 'Zoom in').click();
	const moved = await compared
		.getByRole('img')
		.evaluateAll((images) => images.map((image) => (image.closest('[style*="scale"]') as HTMLElement).style.transform));
	expect(moved[0]).toMatch(/scale\(1\.\d+\)/);
	expect(moved[1]).toBe(moved[0]);
	await page.keyboard.press('Escape');

	await button(page, 'Select nothing').click();
	await whole(page).focus();
	await page.keyboard.press('Control+a');
	await expect(page.getByText('3 selected')).toBeVisible();
	await tiles(page).locator('[data-key]').first().focus();
	await page.keyboard.press('Delete');
	await expect(tiles(page)).toHaveCount(0);
	await button(messages(page), 'Undo').click();
	await expect(tiles(page)).toHaveCount(3);
});

test('a library goes to another machine as a ZIP file, and merges there', async ({ page, browser }) => {
	const photo = colours(96, 64, 'waves.png');
	await openLibrary(page, photo, sample('coffee'), await paintingOf(photo));
	await tile(page, 'coffee').click();
	await button(viewer(page), 'Add caption').click();
	await page.keyboard.type('Breakfast');
	await page.keyboard.press('Enter');
	const webp = await download(page, async () => {
		await button(viewer(page), 'Save').click();
		await button(viewer(page), 'WebP').click();
	});
	expect(webp.name).toBe('coffee.webp');
	expect(webp.buffer.toString('latin1', 8, 12)).toBe('WEBP');
	await page.keyboard.press('Escape');
	// A work takes the photo with it that it was made from.
	await page.getByRole('checkbox', { name: /^Select waves, great wave/ }).check();
	const work = await download(page, () => button(page, 'Export as ZIP').click());
	const all = await download(page, () => button(page, 'Export all').click());
	expect(all.name).toMatch(/^atelier-\d{4}-\d\d-\d\d\.zip$/);

	const context = await browser.newContext({ baseURL: new URL(page.url()).origin });
	await context.addInitScript(notFirstVisit);
	const other = await context.newPage();
	await openLibrary(other);
	const importZip = async (file: TestFile) => {
		const choosing = other.waitForEvent('filechooser');
		await button(other, 'Import ZIP').click();
		await (await choosing).setFiles([file]);
	};
	await importZip(work);
	await expect(messages(other)).toContainText('2 items were added');
	await expect(tiles(other)).toHaveCount(2);
	await importZip(all);
	await expect(messages(other)).toContainText(/1 item was added from .* 2 were here already\./);
	await expect(tile(other, 'coffee, Breakfast')).toBeVisible();
	await button(other, /^Paintings 1$/).click();
	await tile(other, 'waves, great wave').click();
	await expect(viewer(other)).toContainText('Great wave, 77 steps');
	await context.close();

	await drop(page, 'main', { name: 'broken.zip', mimeType: 'application/zip', buffer: Buffer.from('PK no') });
	await expect(messages(page).getByRole('alert')).toContainText('“broken.zip” is not a ZIP file, or it is damaged');
});

test('a painting that is dropped back is shown beside its photo, with its settings', async ({ page }) => {
	const photo = colours(96, 64, 'waves.png');
	await page.goto('/#paint');
	await page.getByLabel('Choose a photo').setInputFiles([photo, sample('coffee')]);
	await expect(page.getByTestId('stage')).toHaveAttribute('data-state', 'ready');
	await drop(page, 'main', await paintingOf(photo));
	await expect(page.getByRole('slider', { name: 'Compare photo and painting' })).toBeVisible();
	await expect(page.getByRole('img', { name: 'Photo: waves' })).toBeVisible();
	await expect(page.getByRole('img', { name: 'Painting: waves, great wave' })).toBeVisible();
	await button(messages(page), 'Undo').click();
	await expect(page.getByRole('img', { name: 'Photo: coffee' })).toBeVisible();
	await expect(page.getByTestId('stage')).toHaveAttribute('data-state', 'ready');
});

for (const colorScheme of ['light', 'dark'] as const) {
	test(`the library has no accessibility violations and fits a phone, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme });
		await openLibrary(page, sample('coffee'), colours(96, 64, 'one.png'), colours(64, 96, 'two.png'));
		const violations = async () => (await new AxeBuilder({ page }).analyze()).violations;
		await page.getByRole('checkbox', { name: 'Select one' }).check();
		expect(await violations()).toEqual([]);
		await button(page, 'Select nothing').click();
		await tile(page, 'one').click();
		expect(await violations()).toEqual([]);
		await page.setViewportSize({ width: 320, height: 640 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
		await expect(button(viewer(page), 'Close')).toBeInViewport();
		await button(viewer(page), 'Close').click();
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	});
}
