/** Two open pages of one browser show the same and lose nothing of each other's; a storage that fails says so. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { root } from '../scripts/build';
import { restoreDatabases } from './support/databases';
import { colours } from './support/pictures';
import { expect, test } from './support/test';

const frames = (page: Page) => page.getByRole('region', { name: 'Library' }).getByRole('listitem').getByRole('button');
const names = async (page: Page) =>
	(await frames(page).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))).sort();
const photo = (page: Page, name: string) => page.getByRole('button', { name: `Photo: ${name}`, exact: true });
const add = (page: Page, name: string, size: number) =>
	page.getByLabel('Choose a photo').setInputFiles([colours(size, 32, `${name}.png`)]);

async function two(context: BrowserContext, address: string): Promise<[Page, Page]> {
	const pages = [await context.newPage(), await context.newPage()] as [Page, Page];
	for (const page of pages) await page.goto(address);
	return pages;
}

test('the other page shows what one adds or deletes, and simultaneous changes are kept', async ({ context }) => {
	const [one, other] = await two(context, '/#paint');
	await add(one, 'first', 40);
	await expect(photo(other, 'first')).toBeVisible();
	await add(other, 'second', 44);
	await expect(photo(one, 'second')).toBeVisible();

	// The same picture again, in the other page: it is there already.
	await add(other, 'first', 40);
	await add(other, 'second', 44);
	for (const page of [one, other]) await expect.poll(() => names(page)).toEqual(['Photo: first', 'Photo: second']);

	// The same new picture in both at the same moment.
	await Promise.all([add(one, 'both', 52), add(other, 'both', 52)]);
	for (const page of [one, other]) await expect.poll(() => names(page)).toContain('Photo: both');
	await one.reload();
	for (const page of [one, other]) {
		await expect.poll(() => names(page)).toEqual(['Photo: both', 'Photo: first', 'Photo: second']);
	}

	await photo(one, 'first').focus();
	await Promise.all([one.keyboard.press('Delete'), add(other, 'third', 48)]);
	const left = ['Photo: both', 'Photo: second', 'Photo: third'];
	for (const page of [one, other]) await expect.poll(() => names(page)).toEqual(left);
	await one.reload();
	await expect.poll(() => names(one)).toEqual(left);
});

test('stories, styles and the index are the same in both pages', async ({ context }) => {
	const [one, other] = await two(context, '/models/index.json');
	await restoreDatabases(one, JSON.parse(readFileSync(join(root, 'e2e/fixtures/keptData.json'), 'utf8')));
	for (const page of [one, other]) await page.goto('/?backend=wasm#story');
	const kept = (page: Page) => page.getByRole('region', { name: 'Kept stories' });
	await expect(kept(other)).toBeVisible();
	await kept(one)
		.getByRole('button', { name: /^Delete/ })
		.click();
	await expect(kept(other)).toBeHidden();
	await one.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click();
	await expect(kept(other)).toBeVisible();

	for (const page of [one, other]) await page.goto('/?backend=wasm#find');
	const cell = (page: Page, name: string) =>
		page.getByRole('list', { name: 'Pictures' }).getByRole('button', { name: new RegExp(`^${name}: `) });
	await expect(cell(other, 'beach')).toBeVisible();
	await cell(one, 'beach').focus();
	await one.keyboard.press('Delete');
	await expect(cell(other, 'beach')).toBeHidden();
	await other.getByLabel('Pictures to index').setInputFiles([colours(52, 32, 'fourth.png')]);
	await expect(one.getByRole('button', { name: /^fourth: (?:Perhaps: )?[a-z0-9]+ / })).toBeVisible();
});

test('storage that never answers is given up, and the page says so', async ({ page }) => {
	await page.addInitScript(() => {
		const ignored = { addEventListener: () => undefined, removeEventListener: () => undefined };
		IDBFactory.prototype.open = () => Object.assign(Object.create(IDBOpenDBRequest.prototype), ignored);
	});
	await page.goto('/#paint');
	await expect(page.getByText('This browser refuses storage')).toBeVisible();
	await add(page, 'first', 40);
	await expect(photo(page, 'first')).toBeVisible();
	// Find works without storage, too: it takes the library's picture, and says how long it keeps it.
	await page.goto('/#find');
	await expect(page.getByText('1 picture, for this visit only')).toBeVisible();
});

test('a connection that the browser closes is reopened, and nothing is lost', async ({ page }) => {
	await page.addInitScript(() => {
		const open: IDBDatabase[] = [];
		const closeAll = () => {
			for (const one of open.splice(0)) one.close();
		};
		Object.assign(window, { closeAll });
		const original = IDBFactory.prototype.open;
		IDBFactory.prototype.open = function (this: IDBFactory, ...given: Parameters<typeof original>) {
			const request = original.apply(this, given);
			request.addEventListener('success', () => open.push(request.result));
			return request;
		};
	});
	await page.goto('/#paint');
	await add(page, 'first', 40);
	await expect(photo(page, 'first')).toBeVisible();
	await page.evaluate(() => (window as unknown as { closeAll(): void }).closeAll());
	await add(page, 'second', 44);
	await expect(photo(page, 'second')).toBeVisible();
	await expect
		.poll(async () => {
			const reloaded = await page.context().newPage();
			await reloaded.goto('/#paint');
			await expect(frames(reloaded).first()).toBeVisible();
			const there = await names(reloaded);
			await reloaded.close();
			return there;
		})
		.toEqual(['Photo: first', 'Photo: second']);
});
