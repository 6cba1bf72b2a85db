/** Each tab comes back after a reload as it was left. */
import type { Page } from '@playwright/test';
import { reloadWith } from './support/session';
import { expect, test } from './support/test';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

test('Story: picture, settings and the story that was not kept', async ({ page }) => {
	await page.goto('/?backend=wasm#story');
	await page.getByText('Short', { exact: true }).click();
	await button(page, 'Chelsea the cat').click();
	const stage = page.getByTestId('story');
	await expect(stage).toHaveAttribute('data-state', 'finished', { timeout: 120_000 });
	await button(page, 'Edit').click();
	await page.getByRole('textbox', { name: 'The story’s text' }).fill('The cat sat still.');
	await button(page, 'Done').click();
	await reloadWith(page, /^story\/.*\/draft:/, '"edited":true');
	await expect(stage).toHaveAttribute('data-state', 'finished');
	await expect(page.getByRole('article')).toContainText('The cat sat still.');
	await expect(page.getByRole('img', { name: 'Picture: Chelsea the cat' })).toBeVisible();
	await expect(page.getByRole('radio', { name: 'Short' })).toBeChecked();
});

test('Imagine: the sentence and the sheet of birds', async ({ page }) => {
	await page.goto('/?backend=wasm#imagine');
	const field = page.getByRole('textbox', { name: 'Describe a bird' });
	const number = page.getByRole('spinbutton', { name: 'Number of birds', exact: true });
	await number.fill('2');
	await number.press('Enter');
	await field.fill('a small red bird');
	await field.press('Enter');
	const stage = page.getByTestId('imagine');
	await expect(stage).toHaveAttribute('data-state', 'finished', { timeout: 120_000 });
	await field.fill('a small blue bird');
	await reloadWith(page, /^imagine\/.*\/text$/, 'a small blue bird');
	await expect(stage).toHaveAttribute('data-state', 'finished');
	await expect(field).toHaveValue('a small blue bird');
	await expect(page.getByRole('list', { name: 'Birds' }).locator('canvas')).toHaveCount(2);
});

test('Find: the view and the query', async ({ page }) => {
	await page.goto('/?backend=wasm#find');
	await page.getByText('Words', { exact: true }).click();
	await reloadWith(page, /^find\/.*\/view$/, 'words');
	await expect(page.getByTestId('find')).toHaveAttribute('data-content', 'words');
});

test('Paint: the photo, the settings, and the painting that was under way', async ({ page }) => {
	await page.goto('/?backend=wasm#paint');
	await button(page, 'Chelsea the cat').click();
	await page.getByRole('complementary').getByText('More', { exact: true }).click();
	for (const [name, value] of [
		['Size, px', '128'],
		['Steps', '2000'],
		['Keep the photo', '0.5'],
	] as const) {
		const field = page.getByRole('spinbutton', { name, exact: true });
		await field.fill(value);
		await field.press('Enter');
	}
	await button(page, 'Paint').click();
	// The setting that was changed last: writes lag behind.
	await reloadWith(page, /^paint\/.*\/draft$/, '"contentWeight":0.5');
	const goOn = button(page, 'Go on with this painting');
	await expect(goOn).toBeVisible();
	await expect(page.getByRole('spinbutton', { name: 'Keep the photo', exact: true })).toHaveValue('0.5');
	await goOn.click();
	await expect(page.getByText(/^[1-9]\d* of 2000/)).toBeVisible();
	await button(page, 'Stop and keep').click();
	await expect(page.getByTestId('stage')).toHaveAttribute('data-state', 'finished');
	await expect(goOn).toBeHidden();
});

test('a duplicated window keeps a session of its own', async ({ page }) => {
	await page.goto('/?backend=wasm#imagine');
	const field = (page: Page) => page.getByRole('textbox', { name: 'Describe a bird' });
	await field(page).fill('a small red bird');
	await reloadWith(page, /^imagine\/.*\/text$/, 'a small red bird');
	const opening = page.waitForEvent('popup');
	// A window that is opened by another one begins with a copy of its session storage, as a duplicated one does.
	await page.evaluate(() => void open(location.href));
	const other = await opening;
	await expect(field(other)).toHaveValue('a small red bird');
	await field(other).fill('a small blue bird');
	await reloadWith(other, /^imagine\/.*\/text$/, 'a small blue bird');
	await page.reload();
	await expect(field(page)).toHaveValue('a small red bird');
	await expect(field(other)).toHaveValue('a small blue bird');
});

test('the studio opens in a browser that cannot ask its other windows', async ({ page }) => {
	await page.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'));
	await page.goto('/?backend=wasm#story');
	await expect(page.getByRole('heading', { name: 'Read the story in a picture' })).toBeVisible();
});
