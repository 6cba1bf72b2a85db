import { colours } from './support/pictures';
import { expect, test } from './support/test';

test('a painting of 64 px on WebGPU, which the page reports', async ({ page }) => {
	await page.goto('/?backend=webgpu#paint');
	await page.getByLabel('Choose a photo').setInputFiles([colours()]);
	await page.getByRole('complementary').getByText('More', { exact: true }).click();
	for (const [label, value] of [
		['Size, px', '64'],
		['Steps', '4'],
	] as const) {
		const field = page.getByRole('spinbutton', { name: label });
		await field.fill(value);
		await field.press('Enter');
	}
	await page.getByRole('button', { name: 'Paint', exact: true }).click();
	await expect(page.getByTestId('stage')).toHaveAttribute('data-state', 'finished');
	await expect(page.getByRole('button', { name: 'Backend: WebGPU' })).toBeVisible();
});
