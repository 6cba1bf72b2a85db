/** Builds and serves e2e/engine/: a page with the engine and test jobs, under the studio's own headers. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../scripts/build';
import { sha256 } from '../../src/models/hash';
import { encodeSafetensors, float32 } from '../../src/models/testing/safetensors';
import type {} from '../engine/page';
import { servedPage } from './servedPage';
import { test as base } from './test';

export { expect } from './test';

/** A model of ten ones in two shards, so that its sum is known. */
export const tinyShards = [
	encodeSafetensors({ a: float32([2, 3], [1, 1, 1, 1, 1, 1]) }),
	encodeSafetensors({ b: float32([4], [1, 1, 1, 1]) }),
];

async function writeModels(folder: string): Promise<void> {
	const files = await Promise.all(
		tinyShards.map(async (bytes, n) => ({
			path: `tiny/model-${n}.safetensors`,
			bytes: bytes.length,
			sha256: await sha256(bytes),
		})),
	);
	mkdirSync(join(folder, 'tiny'), { recursive: true });
	files.forEach(({ path }, n) => {
		writeFileSync(join(folder, path), tinyShards[n] as Uint8Array);
	});
	// The studio's own network too, for comparing backends with PyTorch.
	const published = join(root, 'public/models');
	const { perception } = JSON.parse(readFileSync(join(published, 'index.json'), 'utf8')).models;
	cpSync(join(published, 'perception'), join(folder, 'perception'), { recursive: true });
	writeFileSync(join(folder, 'index.json'), JSON.stringify({ models: { perception, tiny: { version: '1', files } } }));
}

export const test = base.extend<{ engineAt: (query?: string) => Promise<Page> }, { engineOrigin: string }>({
	engineOrigin: [...servedPage('engine', (folder) => writeModels(join(folder, 'models')))],
	baseURL: async ({ engineOrigin }, use) => use(engineOrigin),
	engineAt: async ({ page }, use) => {
		await use(async (query = '') => {
			await page.goto(`/${query}`);
			await page.waitForFunction(() => 'tools' in window);
			return page;
		});
	},
});
