/** Builds and serves e2e/pictureIndex/: a page with the index of pictures on real IndexedDB, real files and real decoding. */
import type { Page } from '@playwright/test';
import type {} from '../pictureIndex/page';
import { servedPage } from './servedPage';
import { test as base } from './test';

export { expect } from './test';

export const test = base.extend<{ openIndex: () => Promise<Page> }, { indexOrigin: string }>({
	indexOrigin: [...servedPage('pictureIndex')],
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
