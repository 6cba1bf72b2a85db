/** A visitor of the version of four databases comes back: all that was kept is there, whatever interrupts the move. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../scripts/build';
import type { Engine } from '../src/engine/protocol';
import { defaultPaintOptions } from '../src/features/paint/options';
import type { PaintJobs } from '../src/features/paint/types';
import { type Dump, databaseNames, restoreDatabases } from './support/databases';
import { expect, test } from './support/test';

const dump: Dump = JSON.parse(readFileSync(join(root, 'e2e/fixtures/keptData.json'), 'utf8'));
const valuesOf = (database: string, store: string) =>
	(dump[database]?.stores[store]?.values ?? []) as readonly Readonly<Record<string, string>>[];
const [network] = valuesOf('atelier-networks', 'descriptions');

const library = (page: Page) => page.getByRole('region', { name: 'Library' }).getByRole('listitem').getByRole('button');
const pictures = (page: Page) => page.getByRole('list', { name: 'Pictures' }).getByRole('button');
const keptStories = (page: Page) => page.getByRole('region', { name: 'Kept stories' });
const chip = (page: Page) =>
	page.getByRole('group', { name: 'Styles' }).getByRole('button', { name: 'my prose', exact: true });
const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });

/** A page of the same origin that runs none of the studio’s code. */
const still = '/models/index.json';

async function comeBack(page: Page): Promise<void> {
	await page.goto(still);
	await restoreDatabases(page, dump);
}

async function expectLibrary(page: Page): Promise<void> {
	await expect(library(page)).toHaveCount(3);
	for (const name of ['Photo: waves', 'Photo: hills', 'Painting: waves, The Starry Night'])
		await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
}

async function expectStory(page: Page): Promise<void> {
	await page.goto('/?automation&backend=wasm#story');
	const [story] = valuesOf('atelier-story', 'stories');
	await expect(keptStories(page)).toContainText(story?.text as string);
	await expect(chip(page)).toBeEnabled();
}

/** Paints a few steps with the network that was brought then, of which all weights are needed. */
const paintWithOwn = (page: Page) =>
	page.evaluate(
		async ({ key, options }) => {
			const canvas = new OffscreenCanvas(64, 64);
			const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
			for (let x = 0; x < 64; x++) {
				context.fillStyle = `rgb(${x * 4} ${255 - x * 2} 128)`;
				context.fillRect(x, 0, 1, 64);
			}
			const picture = await canvas.convertToBlob();
			const engine = window.atelier?.engine as Engine<PaintJobs>;
			const styles = [{ source: { kind: 'picture' as const, picture }, weight: 1 }];
			return (await engine.run('paint', { content: picture, styles, options, network: key })).modelHash;
		},
		{
			key: network?.key as string,
			options: {
				...defaultPaintOptions,
				size: 64,
				evaluations: 1,
				contentLayers: { relu4_2: 1 },
				styleLayers: { relu1_1: 1 },
			},
		},
	);

test('pictures, painting, story, style, network and index are migrated, and the old databases are deleted', async ({
	page,
}) => {
	await comeBack(page);
	await page.goto('/?automation&backend=wasm#paint');
	await expectLibrary(page);
	await expect(page.locator('label', { hasText: network?.title as string })).toBeAttached();
	await expect.poll(() => databaseNames(page)).toEqual(['atelier']);
	expect(await paintWithOwn(page)).toBe(network?.hash);
	await expectStory(page);

	await page.goto('/?automation&backend=wasm#find');
	const entries = valuesOf('atelier-index', 'entries');
	for (const { name, embedding } of entries) {
		const [caption] = (embedding as unknown as { captions: { text: string }[] }).captions;
		await expect(page.getByRole('button', { name: `${name}: ${caption?.text}` })).toBeVisible();
	}
	// The photo that was removed from the index stays out of it, and nothing is embedded anew.
	await expect(pictures(page)).toHaveCount(entries.length);
	await expect(pictures(page).locator('img')).toHaveCount(entries.length);
});

test('a migration that fails halfway loses nothing and is completed on the next visit', async ({ page, context }) => {
	await comeBack(page);
	const failing = await context.newPage();
	await failing.addInitScript(() => {
		const { put } = IDBObjectStore.prototype;
		IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<typeof put>) {
			if (this.name === 'storyStyles') throw new DOMException('full', 'QuotaExceededError');
			return put.apply(this, given);
		};
	});
	await failing.goto('/#story');
	await expect(messages(failing).getByRole('alert')).toContainText('Nothing is lost');
	await expectLibrary(failing);
	await expect(keptStories(failing)).toBeHidden();
	await expect.poll(() => databaseNames(failing)).toEqual(['atelier', 'atelier-story']);
	await failing.close();

	await expectStory(page);
	await expect.poll(() => databaseNames(page)).toEqual(['atelier']);
});

test('items deleted before the old databases could be removed do not come back', async ({ page, context }) => {
	await comeBack(page);
	const first = await context.newPage();
	await first.addInitScript(() => {
		IDBFactory.prototype.deleteDatabase = () => {
			throw new DOMException('not now', 'InvalidStateError');
		};
	});
	await first.goto('/#story');
	await expect(chip(first)).toBeVisible();
	await keptStories(first)
		.getByRole('button', { name: /^Delete/ })
		.click();
	await expect(keptStories(first)).toBeHidden();
	expect(await databaseNames(first)).toEqual(['atelier', 'atelier-index', 'atelier-networks', 'atelier-story']);
	await first.close();

	await page.goto('/#story');
	await expect(chip(page)).toBeVisible();
	await expect(keptStories(page)).toBeHidden();
	await expect.poll(() => databaseNames(page)).toEqual(['atelier']);
});
