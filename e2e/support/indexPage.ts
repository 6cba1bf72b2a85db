/** Builds and serves e2e/pictureIndex/: a page with the index of pictures on real IndexedDB, real files and real decoding. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../scripts/build';
import { buildPage } from '../../scripts/buildPage';
import { serve } from '../../scripts/server';
import type {} from '../pictureIndex/page';
import { test as base } from './test';

export { expect } from './test';

export const test = base.extend<{ openIndex: () => Promise<Page> }, { indexOrigin: string }>({
	indexOrigin: [
		// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
		async ({}, use) => {
			const folder = await buildPage({ name: 'index-page', source: join(root, 'e2e/pictureIndex') });
			const server = await serve({ root: folder });
			await use(server.origin);
			await server.close();
		},
		{ scope: 'worker', timeout: 120_000 },
	],
	baseURL: async ({ indexOrigin }, use) => use(indexOrigin),
	/** The page, its index open; again: the next visit. */
	openIndex: async ({ page }, use) => {
		await use(async () => {
			await page.goto('/');
			await page.waitForFunction(() => 'indexPage' in window);
			await page.evaluate(() => window.indexPage.index.open());
			return page;
		});
	},
});
