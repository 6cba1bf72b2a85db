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

test('the studio opens without a network after the first visit, still isolated', async ({ page, context }) => {
	await page.goto('/');
	await ruled(page);
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
		await expect.poll(() => page.evaluate(() => crossOriginIsolated)).toBe(true);
	} finally {
		await plain.close();
		// This server is another origin than the tests' own.
		watched.foreign.length = 0;
	}
});
