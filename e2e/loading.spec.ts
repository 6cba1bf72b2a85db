/** Parts of the page that are loaded on demand: what fails stays alone, can be tried again, and outlives an update. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dist } from '../scripts/build';
import { serve } from '../scripts/server';
import { expect, test } from './support/test';

const tab = (page: Page, name: string) => page.getByRole('navigation', { name: 'Tabs' }).getByRole('link', { name });
const fault = (page: Page, name: string) => page.getByRole('heading', { name: `${name} could not be loaded` });

test('a tab that cannot be loaded fails alone, and each attempt asks the server again', async ({ page }) => {
	await page.goto('/?backend=wasm#paint');
	await expect(page.getByRole('heading', { name: 'Repaint a photo' })).toBeVisible();
	let refused = 0;
	await page.route('**/assets/**', async (route) => {
		refused += 1;
		await route.fulfill({ status: 404, body: 'There is no such file here.' });
	});
	await tab(page, 'Find').click();
	await expect(fault(page, 'Find')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Reload the page' })).toBeHidden();
	await tab(page, 'Paint').click();
	await expect(page.getByRole('heading', { name: 'Repaint a photo' })).toBeVisible();
	await tab(page, 'Find').click();
	await expect(fault(page, 'Find')).toBeVisible();

	const before = refused;
	await page.getByRole('button', { name: 'Try again' }).click();
	await expect(page.getByRole('button', { name: 'Reload the page' })).toBeVisible();
	expect(refused).toBeGreaterThan(before);
	await page.unroute('**/assets/**');
	await page.getByRole('button', { name: 'Try again' }).click();
	await expect(page.getByRole('button', { name: 'Add a folder' })).toBeVisible();
	// Its style sheet too: without it, the stage and the details would not be side by side.
	await expect(page.getByTestId('find')).toHaveCSS('display', 'grid');

	await page.route('**/assets/**', (route) => route.abort());
	await page.getByRole('button', { name: 'Offline use' }).click();
	await expect(page.getByText('Offline use could not be loaded.')).toBeVisible();
	await page.unroute('**/assets/**');
	await page.getByRole('button', { name: 'Offline use' }).click();
	await expect(page.getByRole('dialog', { name: 'Offline use' })).toBeVisible();
});

test('a tab that has been loaded is shown at once: nothing holds it back', async ({ page }) => {
	await page.clock.install();
	await page.goto('/?backend=wasm#paint');
	await expect(page.getByRole('heading', { name: 'Repaint a photo' })).toBeVisible();
	// From here on no timer of the page ends.
	await page.clock.pauseAt(Date.now() + 60_000);
	await tab(page, 'Find').click();
	await expect(page.getByRole('button', { name: 'Add a folder' })).toBeVisible();
});

test.describe('with an update', () => {
	test.use({ serviceWorkers: 'allow' });

	/** Turns a built studio into the next one: its scripts have other names. */
	function rebuild(folder: string): void {
		const file = join(folder, 'sw.js');
		const source = readFileSync(file, 'utf8');
		const [literal = ''] = /"\{\\"version\\".*?\}"/.exec(source) ?? [];
		const shell = JSON.parse(JSON.parse(literal) as string) as { version: string; paths: string[] };
		const gone = readdirSync(join(folder, 'assets')).filter((name) =>
			/^(tabs|story|paint|imagine|find)-.*\.(js|css)(\.gz)?$/.test(name),
		);
		for (const name of gone) rmSync(join(folder, 'assets', name));
		const paths = shell.paths.filter((path) => !gone.includes(path.replace('/assets/', '')));
		expect(paths.length).toBeLessThan(shell.paths.length);
		writeFileSync(
			file,
			source.replace(literal, () => JSON.stringify(JSON.stringify({ ...shell, version: 'next', paths }))),
		);
		rmSync(`${file}.gz`);
	}

	const shells = (page: Page) =>
		page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('atelier-shell-')).length);

	test('a window that is open while another takes an update goes on with its own files', async ({
		context,
		watched,
	}) => {
		const folder = mkdtempSync(join(tmpdir(), 'atelier-update-'));
		cpSync(dist, folder, { recursive: true, filter: (path) => !/\.(safetensors|h5)$/.test(path) });
		const { origin, close } = await serve({ root: folder });
		try {
			const [one, other] = [await context.newPage(), await context.newPage()];
			for (const page of [one, other]) {
				await page.goto(`${origin}/?backend=wasm`);
				await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
			}
			rebuild(folder);
			await one.evaluate(async () => (await navigator.serviceWorker.ready).update());
			const reloaded = one.waitForEvent('load');
			await one.getByRole('button', { name: 'Update ready: reload' }).click();
			await reloaded;
			await expect.poll(() => shells(other)).toBe(2);
			await tab(other, 'Find').click();
			await expect(other.getByRole('button', { name: 'Add a folder' })).toBeVisible();
			await other.close();
			await one.reload();
			await expect.poll(() => shells(one)).toBe(1);
		} finally {
			await close();
			rmSync(folder, { recursive: true });
			// This server is another origin than the tests' own, and the weights are missing there.
			watched.foreign.length = 0;
		}
	});
});
