/** The bench page: measures the networks on the visitor's device, and makes a report of it. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './support/test';

test('the bench page measures, can be cancelled, and gives a report to copy', async ({ page, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.goto('/?backend=wasm#story');
	await page.getByRole('button', { name: 'Help' }).click();
	await page.getByRole('link', { name: 'How fast is this device?' }).click();
	const bench = page.getByTestId('bench');
	await expect(bench).toHaveAttribute('data-state', 'ready');
	await page.getByRole('button', { name: 'Measure' }).click();
	await expect(page.getByRole('progressbar', { name: 'Measuring' })).toBeVisible();
	const rows = page.getByRole('table').getByRole('row');
	await expect(rows.nth(1)).toContainText(/\d+ (ms|s)/);
	await page.getByRole('button', { name: 'Cancel' }).click();
	await expect(bench).toHaveAttribute('data-state', 'done');
	await page.getByRole('button', { name: 'Copy the report' }).click();
	await expect(page.getByText('The report was copied.')).toBeVisible();
	const report = await page.evaluate(() => navigator.clipboard.readText());
	expect(report).toMatch(/^# Atelier \S+, \d{4}-\d\d-\d\d\n[\s\S]*Computed with: \w+/);
	expect(report).toMatch(/\| .+ \| [\d.]+ m?s \| [\d.]+ m?s \| [\d.]+ m?s \| \d \|/);
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
