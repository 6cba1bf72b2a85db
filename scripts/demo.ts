/**
 * `npm run demo`: drives the four tabs over the samples in the built page, and writes what it shows: a picture of each tab
 * for the README's tour, and a contact sheet of all.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { buildIfNeeded, dist, root } from './build';
import { findChromium, quietFlags } from './findChromium';
import { serve } from './server';

const target = join(root, 'docs/images');
const size = { width: 1280, height: 800 };

/** Opens a tab's example, as a visitor does on the first screen. */
async function open(page: Page, tab: string): Promise<void> {
	const examples = page.getByRole('list', { name: 'Finished examples' });
	await examples.getByRole('button', { name: new RegExp(`^${tab}`) }).click();
}

/** What is shown of each tab, and when it is complete. */
const tabs: Readonly<Record<string, (page: Page) => Promise<void>>> = {
	async story(page) {
		await open(page, 'Story');
		await page.locator('[data-testid=story][data-state=finished]').waitFor();
	},
	async paint(page) {
		await open(page, 'Paint');
		await page.getByRole('slider', { name: 'Compare photo and painting' }).waitFor();
	},
	async imagine(page) {
		const field = page.getByRole('textbox', { name: 'Describe a bird' });
		await field.fill('a bright yellow bird with black wings and a short beak');
		await field.press('Enter');
		await page.locator('[data-testid=imagine][data-state=finished]').waitFor({ timeout: 300_000 });
	},
	async find(page) {
		const indexing = page.getByRole('region', { name: 'Indexing' }).getByRole('progressbar');
		// The library's pictures are there already.
		await page.getByRole('button', { name: 'All pictures' }).click();
		await page.getByRole('button', { name: 'Add the sample library' }).click();
		await indexing.first().waitFor();
		await indexing.last().waitFor({ state: 'detached', timeout: 600_000 });
		await page.getByRole('searchbox', { name: 'Describe a picture' }).fill('a cat');
		await page.getByTestId('score').first().waitFor({ timeout: 300_000 });
	},
};

/** All pictures, two in a row, as one JPEG. */
async function contactSheet(page: Page, pictures: readonly Buffer[]): Promise<Buffer> {
	const jpeg = await page.evaluate(
		async ({ pictures, width, height }) => {
			const canvas = new OffscreenCanvas(2 * width, Math.ceil(pictures.length / 2) * height);
			const context = canvas.getContext('2d');
			for (const [at, picture] of pictures.entries()) {
				const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
				const bitmap = await createImageBitmap(new Blob([bytes]));
				context?.drawImage(bitmap, (at % 2) * width, Math.floor(at / 2) * height, width, height);
			}
			const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
			const file = new Uint8Array(await blob.arrayBuffer());
			return btoa(Array.from(file, (byte) => String.fromCharCode(byte)).join(''));
		},
		{ pictures: pictures.map((one) => one.toString('base64')), width: size.width / 2, height: size.height / 2 },
	);
	return Buffer.from(jpeg, 'base64');
}

buildIfNeeded();
mkdirSync(target, { recursive: true });
const server = await serve({ root: dist, port: 0, host: '127.0.0.1' });
const browser = await chromium.launch({ executablePath: findChromium().path, args: [...quietFlags] });
const page = await browser.newPage({ viewport: size });
const pictures: Buffer[] = [];
for (const [tab, show] of Object.entries(tabs)) {
	console.log(`${tab} …`);
	await page.goto(`${server.origin}/#${tab}`);
	await show(page);
	for (const close of await page
		.getByRole('region', { name: 'Messages' })
		.getByRole('button', { name: 'Dismiss' })
		.all())
		await close.click();
	await page.mouse.move(0, 0);
	const picture = await page.screenshot({ path: join(target, `tour-${tab}.jpg`), type: 'jpeg', quality: 82 });
	pictures.push(picture);
}
writeFileSync(join(target, 'contact-sheet.jpg'), await contactSheet(page, pictures));
console.log(`Written to ${target}`);
await browser.close();
await server.close();
