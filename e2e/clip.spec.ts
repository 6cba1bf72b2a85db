/** Clips in Paint: painted frame by frame, kept in the library as a film. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { brokenVideo, longVideo, movingWaves, soundOnly } from './support/clips';
import type { TestFile } from './support/pictures';
import { reloadWith } from './support/session';
import { expect, test } from './support/test';

const stage = (page: Page) => page.getByTestId('stage');
const choose = (page: Page, file: TestFile) => page.getByLabel('Choose a photo').setInputFiles([file]);
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

async function setNumber(page: Page, label: string, value: number): Promise<void> {
	const field = page.getByRole('spinbutton', { name: label, exact: true });
	await field.fill(String(value));
	await field.press('Enter');
}

/** A clip of some frames, to be painted in few steps. */
async function openClip(page: Page, frames: number): Promise<void> {
	await page.goto('/?backend=wasm#paint');
	await choose(page, movingWaves(frames));
	await expect(page.getByAltText('Clip: waves')).toBeVisible();
	for (const more of await page.getByRole('complementary').locator('summary').all()) await more.click();
	await setNumber(page, 'Size, px', 64);
	await setNumber(page, 'Steps', 4);
	await setNumber(page, 'Steps for later frames', 2);
	await setNumber(page, 'Frames a second', 10);
}

test('an animated picture is painted, played and saved; the film is painted again as a video', async ({ page }) => {
	await openClip(page, 4);
	await expect(page.getByText('4 frames, 64 × 48 px')).toBeVisible();
	await button(page, 'Paint the clip').click();
	await expect(stage(page)).toHaveAttribute('data-state', 'finished');
	const film = stage(page).getByLabel('Painting: waves');
	await expect
		.poll(() => film.evaluate((element) => (element as HTMLVideoElement).readyState))
		.toBeGreaterThanOrEqual(2);
	await expect(page.getByRole('button', { name: /^Painting: waves/ })).toBeVisible();

	const saving = page.waitForEvent('download');
	await button(page, 'Save clip').click();
	const saved = await saving;
	expect(saved.suggestedFilename()).toMatch(/^waves.*\.(mp4|webm)$/);
	const video = { name: 'again.webm', mimeType: '', buffer: readFileSync(await saved.path()) };
	await choose(page, video);
	await expect(page.getByLabel('Clip: again')).toBeVisible();
	await expect(page.getByText('4 frames, 64 × 48 px')).toBeVisible();
	await button(page, 'Paint the clip').click();
	await expect(button(page, 'Stop and keep')).toBeEnabled();
	await button(page, 'Stop and keep').click();
	await expect(stage(page)).toHaveAttribute('data-state', 'finished');

	await page.getByText('Its first frame', { exact: true }).click();
	await expect(stage(page).getByRole('img', { name: 'Photo: again' })).toBeHidden();
	await button(page, 'Paint').click();
	await expect(button(page, 'Save PNG')).toBeVisible();
});

test('a clip goes on after a reload', async ({ page }) => {
	await openClip(page, 12);
	await button(page, 'Paint the clip').click();
	await expect(page.getByText(/^frame [2-9] of 12/)).toBeVisible();
	await button(page, 'Pause').click();
	await reloadWith(page, /^paint\/.*\/draft$/, '"count":12');
	await expect(page.getByText(/“waves” was interrupted after frame \d+ of 12/)).toBeVisible();
	await button(page, 'Go on with this painting').click();
	await expect(stage(page)).toHaveAttribute('data-state', 'finished');
	await button(page, 'Other formats').click();
	const dialog = page.getByRole('dialog', { name: 'Clip' });
	await expect(dialog.getByLabel('Clip of waves, The Starry Night')).toBeVisible();
	await dialog.getByText('GIF', { exact: true }).click();
	await expect(dialog.getByRole('img')).toBeVisible();
	const saving = page.waitForEvent('download');
	await dialog.getByRole('button', { name: /^Save/ }).click();
	expect(readFileSync(await (await saving).path()).toString('latin1', 0, 6)).toBe('GIF89a');
});

test('a video that cannot be painted gets a sentence that says why', async ({ page }) => {
	await page.goto('/?backend=wasm#paint');
	await expect(page.getByRole('heading', { name: 'Repaint a photo' })).toBeVisible();
	const alert = page.getByRole('region', { name: 'Messages' }).getByRole('alert');
	for (const [file, sentence] of [
		[brokenVideo(), /“broken\.mp4” cannot be read as a video/],
		[await soundOnly(), /“sound\.webm” has no pictures, only sound/],
		[await longVideo(), /“long\.webm” lasts 20 min, more than the 10 min/],
		[{ name: 'empty.mov', mimeType: 'video/quicktime', buffer: Buffer.alloc(0) }, /“empty\.mov” is empty/],
	] as const) {
		await choose(page, file);
		await expect(alert).toContainText(sentence);
	}
	await expect(stage(page)).toHaveAttribute('data-state', 'empty');
});
