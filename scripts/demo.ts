/**
 * `npm run demo`: drives the four tabs over the samples in the built page, and writes what they make: a picture of each tab
 * for the README's tour, and a contact sheet of all.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { buildIfNeeded, dist, root } from './build';
import { works } from './drive';
import { findChromium, quietFlags } from './findChromium';
import { serve } from './server';

const target = join(root, 'docs/images');
const size = { width: 1280, height: 800 };

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
const pictures: Buffer[] = [];
for (const [tab, { begin, end }] of Object.entries(works)) {
	console.log(`${tab} …`);
	// A browser of its own for each, with an empty library, and as on a second visit: without the tour.
	const page = await browser.newPage({ viewport: size });
	await page.addInitScript(() => localStorage.setItem('atelier-tab', 'story'));
	await page.goto(`${server.origin}/#${tab}`);
	await begin(page);
	await end(page);
	for (const close of await page
		.getByRole('region', { name: 'Messages' })
		.getByRole('button', { name: 'Dismiss' })
		.all())
		await close.click();
	await page.mouse.move(0, 0);
	const picture = await page.screenshot({ path: join(target, `tour-${tab}.jpg`), type: 'jpeg', quality: 82 });
	pictures.push(picture);
	await page.close();
}
writeFileSync(join(target, 'contact-sheet.jpg'), await contactSheet(await browser.newPage(), pictures));
console.log(`Written to ${target}`);
await browser.close();
await server.close();
