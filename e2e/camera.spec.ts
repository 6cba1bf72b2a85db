/** The camera, by Chromium's own made-up one: a photo, a recording, and a refusal. */
import { findChromium, quietFlags } from '../scripts/findChromium';
import { expect, test } from './support/test';

test.use({
	launchOptions: {
		executablePath: findChromium().path,
		args: [...quietFlags, '--use-fake-device-for-media-stream'],
	},
});

test.describe('a camera that is allowed', () => {
	test.use({ permissions: ['camera'] });

	test('takes a photo to paint, and turns off', async ({ page }) => {
		await page.goto('/?backend=wasm#paint');
		await page.getByRole('button', { name: 'Camera', exact: true }).click();
		const dialog = page.getByRole('dialog', { name: 'Take a photo' });
		await dialog.getByRole('button', { name: 'Snap', exact: true }).click();
		await expect(dialog).toBeHidden();
		await expect(page.getByTestId('stage')).toHaveAttribute('data-state', 'ready');
		await expect(page.getByTestId('stage').getByRole('img', { name: /^Photo: / })).toBeVisible();
		expect(await page.locator('video').count()).toBe(0);
	});

	test('records some seconds, which are painted as a clip', async ({ page }) => {
		await page.goto('/?backend=wasm#paint');
		await page.getByRole('button', { name: 'Camera', exact: true }).click();
		await page.getByRole('button', { name: 'Record 3 s', exact: true }).click();
		await expect(page.getByRole('button', { name: 'Recording…' })).toBeDisabled();
		await expect(page.getByRole('dialog')).toBeHidden();
		await expect(page.getByRole('radio', { name: 'The clip' })).toBeChecked();
		await expect(page.getByText(/\d+ frames, \d+ × \d+ px/)).toBeVisible();
		for (const more of await page.getByRole('complementary').locator('summary').all()) await more.click();
		for (const [label, value] of [
			['Size, px', 64],
			['Steps', 2],
			['Steps for later frames', 1],
			['Frames a second', 2],
		] as const) {
			const field = page.getByRole('spinbutton', { name: label, exact: true });
			await field.fill(String(value));
			await field.press('Enter');
		}
		await page.getByRole('button', { name: 'Paint the clip', exact: true }).click();
		await expect(page.getByTestId('stage')).toHaveAttribute('data-state', 'finished');
		await expect(page.getByRole('button', { name: 'Save clip', exact: true })).toBeVisible();
	});
});

test('says what to do where the camera is refused', async ({ context, page }) => {
	await context.clearPermissions();
	await page.goto('/#paint');
	await page.getByRole('button', { name: 'Camera', exact: true }).click();
	await expect(page.getByRole('region', { name: 'Messages' }).getByRole('alert')).toContainText(/camera was refused/);
	await expect(page.getByRole('dialog')).toBeHidden();
});
