import type { Page } from '@playwright/test';
import { dist } from '../scripts/build';
import { serve } from '../scripts/server';
import { expect, test } from './support/test';

test.use({ serviceWorkers: 'allow' });

/** Resolves once the service worker has kept all of the shell and rules the page. */
const ruled = (page: Page) =>
	expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');

const reaches = (page: Page, path: string) =>
	page.evaluate(
		(asked) =>
			fetch(asked).then(
				({ ok }) => ok,
				() => false,
			),
		path,
	);

test('the studio opens offline after the first visit, still cross-origin isolated', async ({ page, context }) => {
	await page.goto('/#paint');
	await ruled(page);
	// A file that is opened by itself is not the studio.
	await page.goto('/models/captioner/README.md');
	await expect(page.locator('body')).toContainText('COCO');
	await page.goto('/#paint');
	await context.setOffline(true);
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Repaint a photo' })).toBeVisible();
	expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
	expect(await reaches(page, '/models/index.json')).toBe(true);
	// And there was indeed no network.
	expect(await reaches(page, '/models/README.md')).toBe(false);
});

test('a server without the isolating headers gets them from the service worker', async ({ page, watched }) => {
	const plain = await serve({ root: dist, headers: {} });
	try {
		await page.goto(plain.origin);
		// The page reloads by itself once, which may end the question.
		await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true);
	} finally {
		await plain.close();
		// This server is another origin than the tests' own.
		watched.foreign.length = 0;
	}
});

/** How many files of models the browser keeps. */
const keptFiles = (page: Page) =>
	page.evaluate(async () => (await (await caches.open('atelier-models-v1')).keys()).length);

test('a tab that was opened has its networks downloaded, and everything else on request', async ({ page, context }) => {
	await page.goto('/#imagine');
	await ruled(page);
	await page.getByRole('button', { name: 'Offline use' }).click();
	const dialog = page.getByRole('dialog', { name: 'Offline use' });
	const all = dialog.getByRole('button', { name: /^Make everything available offline \(\d+(\.\d+)? MB\)$/ });
	// Imagine's own networks, and those of no other tab: config, tokenizer and weights; config, words and weights; config and weights.
	await expect.poll(() => keptFiles(page)).toBe(8);
	await all.click();
	await expect(dialog.getByRole('progressbar')).toBeVisible();
	await expect(dialog.getByText('Everything is available offline.')).toBeVisible({ timeout: 60_000 });
	await expect(all).toBeHidden();

	await context.setOffline(true);
	await page.goto('/#find');
	await page.reload();
	for (const words of ['stackgan/words.json', 'scorer/config.json']) {
		expect(await page.evaluate((path) => fetch(`/models/${path}`).then(({ ok }) => ok), words)).toBe(true);
	}
	await page.getByRole('button', { name: 'Offline use' }).click();
	await expect(dialog.getByText('Everything is available offline.')).toBeVisible();

	await dialog.getByRole('button', { name: /^Delete downloads/ }).click();
	await expect(dialog.getByText(/^0 B of /)).toBeVisible();
	expect(await keptFiles(page)).toBe(0);
});
