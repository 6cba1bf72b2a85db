/** Playwright's fixture of a page that is built and served for the tests of a file. */
import { join } from 'node:path';
import { root } from '../../scripts/build';
import { buildPage } from '../../scripts/buildPage';
import { serve } from '../../scripts/server';

/**
 * @param name of its folder in e2e/
 * @param prepare adds files beside the built page
 * @returns the fixture: the page's origin
 */
export const servedPage = (name: string, prepare?: (folder: string) => Promise<void>) =>
	[
		// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
		async ({}, use: (origin: string) => Promise<void>) => {
			const folder = await buildPage({ name: `${name}-page`, source: join(root, 'e2e', name) });
			await prepare?.(folder);
			const server = await serve({ root: folder });
			await use(server.origin);
			await server.close();
		},
		{ scope: 'worker', timeout: 120_000 },
	] as const;
