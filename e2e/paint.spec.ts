import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import {
	colours,
	disc,
	empty,
	gigantic,
	greyscale,
	notAPicture,
	sideways,
	type TestFile,
	transparent,
	truncated,
	white,
} from './support/pictures';
import { expect, test } from './support/test';

const stage = (page: Page) => page.getByTestId('stage');
const choose = (page: Page, ...files: TestFile[]) => page.getByLabel('Choose a photo').setInputFiles(files);

async function setNumber(page: Page, label: string, value: number): Promise<void> {
	const field = page.getByRole('spinbutton', { name: label });
	await field.fill(String(value));
	await field.press('Enter');
}

async function small(page: Page, evaluations: number, size = 64): Promise<void> {
	const field = page.getByRole('spinbutton', { name: 'Size, px' });
	if (!(await field.isVisible())) await page.getByRole('complementary').getByText('More', { exact: true }).click();
	await setNumber(page, 'Size, px', size);
	await setNumber(page, 'Steps', evaluations);
}

const paint = (page: Page) => page.getByRole('button', { name: 'Paint', exact: true }).click();

test('a sample is painted, compared, undone, saved, and its PNG brings every setting back', async ({ page }) => {
	await page.goto('/#paint');
	await page.getByRole('button', { name: 'A cup of coffee' }).click();
	await small(page, 12);
	await setNumber(page, 'Keep the photo', 0.05);
	await paint(page);
	await expect(stage(page)).toHaveAttribute('data-state', 'finished');
	await expect(page.getByRole('button', { name: 'Backend: WASM' })).toBeVisible();
	await expect(page.getByRole('button', { name: /^Painting: / })).toBeVisible();
	const saved = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save PNG' }).click();
	const png = readFileSync(await (await saved).path());
	await page.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(stage(page)).toHaveAttribute('data-state', 'ready');
	await page.getByRole('button', { name: 'Redo', exact: true }).click();
	await expect(stage(page)).toHaveAttribute('data-state', 'finished');
	await expect(stage(page).getByText('64 × 43')).toBeVisible();

	await setNumber(page, 'Steps', 300);
	await setNumber(page, 'Keep the photo', 1);
	await choose(page, { name: 'again.png', mimeType: 'image/png', buffer: png });
	await expect(page.getByRole('spinbutton', { name: 'Steps' })).toHaveValue('12');
	await expect(page.getByRole('spinbutton', { name: 'Keep the photo', exact: true })).toHaveValue('0.05');
});

test('on a phone, the picture comes into sight as its painting begins', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('/#paint');
	await expect(page.getByRole('radio', { name: 'Painting 1 min' })).toBeChecked();
	await page.getByRole('button', { name: 'A cup of coffee' }).click();
	await small(page, 12);
	await expect(stage(page)).not.toBeInViewport();
	await paint(page);
	await expect(stage(page)).toBeInViewport({ ratio: 0.9 });
});

test('a painting that fails says why above its button, and can be tried again', async ({ page }) => {
	const weights = '**/models/perception/*.safetensors';
	await page.route(weights, (route) => route.abort());
	await page.goto('/#paint');
	await choose(page, colours());
	await small(page, 2);
	await paint(page);
	const settings = page.getByRole('complementary', { name: 'Painting settings' });
	await expect(settings.getByRole('alert')).toContainText(/connection/);
	await expect(page.getByRole('region', { name: 'Messages' }).getByRole('alert', { includeHidden: true })).toBeEmpty();
	await page.unroute(weights);
	await paint(page);
	await expect(stage(page)).toHaveAttribute('data-state', 'finished');
	await expect(settings.getByRole('alert')).toBeHidden();
});

test('reusing settings while a painting runs can be undone without losing it', async ({ page }) => {
	await page.goto('/#paint');
	await choose(page, colours());
	await small(page, 2);
	await paint(page);
	await expect(stage(page)).toHaveAttribute('data-state', 'finished');
	const saved = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Save PNG' }).click();
	const buffer = readFileSync(await (await saved).path());

	await small(page, 400);
	await paint(page);
	await expect(page.getByRole('button', { name: 'Stop and keep' })).toBeEnabled();
	await choose(page, { name: 'again.png', mimeType: 'image/png', buffer });
	await expect(page.getByRole('spinbutton', { name: 'Steps' })).toHaveValue('2');
	await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByRole('spinbutton', { name: 'Steps' })).toHaveValue('400');
	await page.getByRole('button', { name: 'Stop and keep' }).click();
	await expect(stage(page)).toHaveAttribute('data-state', 'finished');
	await expect(page.getByRole('button', { name: /^Painting: / })).toHaveCount(2);
});

test('an unsuitable picture gets an error message, and the photo stays', async ({ page }) => {
	await page.goto('/#paint');
	await choose(page, colours());
	await expect(stage(page)).toHaveAttribute('data-state', 'ready');
	const alert = page.getByRole('region', { name: 'Messages' }).getByRole('alert');
	for (const [file, sentence] of [
		[notAPicture(), /not a picture that can be opened/],
		[empty(), /is empty \(0 bytes\)/],
		[truncated(), /cut short/],
		[gigantic(), /100,000 × 100,000/],
		[colours(12, 12, 'tiny.png'), /only 12 × 12/],
	] as const) {
		await choose(page, file);
		await expect(alert).toContainText(sentence);
		await expect(stage(page).getByText('waves')).toBeVisible();
	}
});

test('greyscale, transparent and rotated photos are painted in the right shape', async ({ page }) => {
	await page.goto('/#paint');
	await choose(page, sideways('coffee'));
	// 600 x 400 held sideways stands upright.
	await expect(stage(page).getByText('400 × 600')).toBeVisible();
	for (const file of [greyscale(), transparent()]) {
		await choose(page, file);
		await expect(stage(page).getByText('96 × 64')).toBeVisible();
		await small(page, 2);
		await paint(page);
		await expect(stage(page)).toHaveAttribute('data-state', 'finished');
	}
});

test('a painting pauses, stops and is kept; a discarded one leaves nothing', async ({ page }) => {
	await page.goto('/#paint');
	await choose(page, colours());
	await small(page, 2000, 96);
	await paint(page);
	await page.getByRole('button', { name: 'Pause' }).click();
	await expect(page.getByText('Paused', { exact: true }).first()).toBeVisible();
	await page.getByRole('button', { name: 'Resume' }).click();
	await page.getByRole('button', { name: 'Stop and keep' }).click();
	await expect(stage(page)).toHaveAttribute('data-state', 'finished');
	await paint(page);
	await expect(stage(page)).toHaveAttribute('data-state', 'painting');
	await expect(page.getByText(/^\d+ of 2000/)).toBeVisible();
	await discard(page);
	await expect(stage(page)).toHaveAttribute('data-state', 'finished');
	await expect(page.getByRole('button', { name: /^Painting: / })).toHaveCount(1);
});

/** Drops the running painting, and says so when asked. */
async function discard(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Discard' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Stop it' }).click();
}

test('a number that is being typed stays when the size follows a new photo', async ({ page }) => {
	await page.goto('/#paint');
	await page.getByRole('complementary').getByText('More', { exact: true }).click();
	const size = page.getByRole('spinbutton', { name: 'Size, px' });
	const before = await size.inputValue();
	await size.fill('160');
	await choose(page, colours());
	await expect(size).not.toHaveAttribute('aria-valuenow', before);
	await size.press('Enter');
	await expect(size).toHaveAttribute('aria-valuenow', '160');
});

test('what is selected in a number field is replaced by typing, also when the size has followed a new photo', async ({
	page,
}) => {
	await page.goto('/#paint');
	await page.getByRole('complementary').getByText('More', { exact: true }).click();
	const size = page.getByRole('spinbutton', { name: 'Size, px' });
	const before = await size.getAttribute('aria-valuenow');
	await size.selectText();
	await choose(page, colours());
	await expect(size).not.toHaveAttribute('aria-valuenow', before ?? '');
	await page.keyboard.type('160');
	await page.keyboard.press('Enter');
	await expect(size).toHaveAttribute('aria-valuenow', '160');
});

test('a mask counts where it was painted, and one that is white all over is told', async ({ page }) => {
	await page.goto('/#paint');
	await choose(page, colours());
	await page.getByRole('button', { name: 'Mask', exact: true }).click();
	const takeMask = async (file: TestFile) => {
		const choosing = page.waitForEvent('filechooser');
		await page.getByRole('button', { name: 'From a picture…' }).click();
		await (await choosing).setFiles([file]);
	};
	await takeMask(white());
	await expect(page.getByRole('region', { name: 'Messages' })).toContainText('white all over');
	await page.getByRole('button', { name: 'Done' }).click();
	await expect(page.getByRole('button', { name: 'Mask', exact: true })).toBeVisible();
	await page.getByRole('button', { name: 'Mask', exact: true }).click();
	await takeMask(disc());
	await page.getByRole('button', { name: 'Done' }).click();
	await expect(page.getByRole('button', { name: 'Mask on' })).toBeVisible();
});

/** Tensors and bytes in the worker, read through the page's automation interface. */
const memory = (page: Page) => page.evaluate(() => window.atelier?.engine.memory());

test('a discarded painting frees all its memory', async ({ page }) => {
	await page.goto('/?automation#paint');
	await choose(page, colours());
	await small(page, 3, 96);
	await paint(page);
	await expect(stage(page)).toHaveAttribute('data-state', 'finished');
	const before = await memory(page);
	await setNumber(page, 'Steps', 2000);
	await paint(page);
	await expect(page.getByText(/^\d+ of 2000/)).toBeVisible();
	expect((await memory(page))?.tensors).toBeGreaterThan(before?.tensors ?? Number.POSITIVE_INFINITY);
	await discard(page);
	await expect(stage(page)).toHaveAttribute('data-state', 'finished');
	await expect.poll(async () => (await memory(page))?.tensors).toBe(before?.tensors);
	expect((await memory(page))?.bytes).toBe(before?.bytes);
});

test('a painting continues when its worker dies', async ({ page }) => {
	await page.goto('/?automation#paint');
	await choose(page, colours());
	await small(page, 150, 128);
	await paint(page);
	await expect(page.getByText(/^\d+ of 150/)).toBeVisible();
	await page.evaluate(() => window.atelier?.engine.simulateLoss('worker'));
	await expect(stage(page)).toHaveAttribute('data-state', 'finished');
	await expect(page.getByRole('button', { name: /^Painting: / })).toHaveCount(1);
	await expect(page.getByRole('region', { name: 'Messages' }).getByRole('alert', { includeHidden: true })).toBeEmpty();
});

test('a painting can be made by keyboard alone', async ({ page }) => {
	await page.goto('/#paint');
	await page.getByRole('button', { name: 'Chelsea the cat', exact: true }).focus();
	await page.keyboard.press('Enter');
	await expect(stage(page)).toHaveAttribute('data-state', 'ready');
	await small(page, 2);
	await page.getByRole('button', { name: 'Paint', exact: true }).focus();
	await page.keyboard.press('Enter');
	await expect(stage(page)).toHaveAttribute('data-state', 'finished');
});

for (const colorScheme of ['light', 'dark'] as const) {
	test(`Paint has no accessibility violations, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await page.goto('/#paint');
		await expect(page.getByRole('heading', { name: 'Repaint a photo' })).toBeVisible();
		expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
		await choose(page, colours());
		await expect(stage(page)).toHaveAttribute('data-state', 'ready');
		expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	});
}
