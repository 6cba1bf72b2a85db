import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../scripts/build';

/** Serves the page as if this network had not been published with it. */
export async function withoutNetwork(page: Page, name: string): Promise<void> {
	const index = JSON.parse(readFileSync(join(root, 'public/models/index.json'), 'utf8'));
	delete index.models[name];
	await page.route('**/models/index.json', (route) => route.fulfill({ json: index }));
}
