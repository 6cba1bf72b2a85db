/** Builds and serves e2e/pictureIndex/: a page with the index of pictures on real IndexedDB, real files and real decoding. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { root } from '../../scripts/build';
import { serve } from '../../scripts/server';
import type {} from '../pictureIndex/page';
import { test as base } from './test';

export { expect } from './test';

export const test = base.extend<{ openIndex: () => Promise<Page> }, { indexOrigin: string }>({
	indexOrigin: [
		// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
		async ({}, use) => {
			const folder = join(root, 'node_modules/.cache/index-page');
			await build({
				root: join(root, 'e2e/pictureIndex'),
				configFile: false,
				logLevel: 'warn',
				build: { outDir: folder, emptyOutDir: true, target: 'esnext', assetsInlineLimit: 0 },
			});
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
