/** Help and storage: what a visitor is told, and what can be deleted. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/build';
import { colours } from './support/pictures';
import { expect, test } from './support/test';

const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

test('the help tells of every tab, of every model with its card, and of the packages in the page', async ({ page }) => {
	await page.goto('/#imagine');
	await page.getByRole('button', { name: 'Help' }).click();
	const help = page.getByRole('dialog', { name: 'Help' });
	for (const tab of ['Story', 'Paint', 'Imagine', 'Find']) {
		const part = help.getByRole('region', { name: tab });
		await expect(part.getByRole('paragraph')).not.toBeEmpty();
		await expect(part.getByRole('listitem').first()).not.toBeEmpty();
	}

	await help.getByText('Models', { exact: true }).click();
	const { models } = readJson('public/models/index.json') as { models: Record<string, unknown> };
	const folders = new Set(Object.keys(models).map((name) => name.split('/')[0]));
	const rows = help.locator('tbody').getByRole('row');
	await expect(rows).toHaveCount(folders.size);
	for (const row of await rows.all()) {
		// Its name, and below it what it does.
		await expect(row.getByRole('rowheader').locator('span')).not.toBeEmpty();
		await expect(row.getByRole('cell').last()).toHaveText(/^\d.* [kKM]B$/);
		const card = await row.getByRole('link').evaluate((link: HTMLAnchorElement) => link.href);
		const answer = await page.request.get(card);
		expect(answer.status(), card).toBe(200);
		expect(await answer.text(), card).toMatch(/terms|licen[cs]e/i);
	}

	await help.getByText('About', { exact: true }).click();
	await expect(help.getByText(`Atelier ${readJson('package.json').version}.`)).toBeVisible();
	const react = help.getByRole('list', { name: 'Packages' }).getByText(/^react \d/);
	await react.click();
	await expect(help.getByText('Permission is hereby granted').filter({ visible: true })).toBeVisible();
});

test('what is kept is listed, deleted by kind, and brought back', async ({ page }) => {
	await page.goto('/#imagine');
	const strip = page.getByRole('region', { name: 'Library' }).getByRole('listitem');
	await page.getByLabel('Choose a photo').setInputFiles([colours(96, 64, 'waves.png'), colours(64, 96, 'tall.png')]);
	await expect(strip).toHaveCount(2);
	await page.getByRole('button', { name: 'Storage and offline use' }).click();
	const storage = page.getByRole('dialog', { name: 'Offline use' });
	const photos = storage
		.getByRole('list', { name: 'What is kept' })
		.getByRole('listitem')
		.filter({ hasText: 'Photos' });
	await expect(photos).toContainText('2');
	await photos.getByRole('button', { name: 'Delete all: Photos' }).click();
	await expect(storage.getByText('Nothing is kept yet.')).toBeVisible();
	await expect(strip).toHaveCount(0);
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(photos).toContainText('2');
	await expect(strip).toHaveCount(2);
});
