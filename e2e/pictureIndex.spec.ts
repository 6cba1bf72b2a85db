/** The index of pictures where fakes cannot speak for the browser: folders, decoding, IndexedDB, a full disk. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/indexPage';
import { notAPicture, png, sample } from './support/pictures';

/** A small picture unlike all others. */
const unique = (at: number): Buffer => png(24, 16, 'rgb', (x, y) => [at % 256, (x * 9 + at) % 256, (y * 13) % 256]);

/** Writes files below a folder of this test's own; a path may lie in folders. */
function folderOf(outputDir: string, files: Readonly<Record<string, Buffer>>): string {
	const folder = join(outputDir, 'Holiday');
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(join(folder, path, '..'), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
	return folder;
}

async function drop(page: Page, path: string): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const data = { items: [], files: [path], dragOperationsMask: 1 };
	for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
		await session.send('Input.dispatchDragEvent', { type, x: 100, y: 200, data });
	}
}

test('a dropped folder of hundreds of pictures is added, and still there on the next visit', async ({ openIndex }, {
	outputDir,
}) => {
	const small = Object.fromEntries(Array.from({ length: 250 }, (_, at) => [`many/${at}.png`, unique(at)]));
	const folder = folderOf(outputDir, {
		...small,
		'coffee.jpg': sample('coffee').buffer,
		'copy of coffee.jpg': sample('coffee').buffer,
		'broken.jpg': notAPicture().buffer,
		'notes.txt': Buffer.from('no picture'),
		'.hidden.jpg': sample('chelsea').buffer,
	});
	const page = await openIndex();
	await drop(page, folder);
	const report = await page.evaluate(() => window.indexPage.take());
	expect(report).toMatchObject({ known: 0, duplicates: 1, unreadable: [{ path: 'Holiday/broken.jpg' }] });
	expect(report.added.length).toBe(251);

	const again = await openIndex();
	const entries = await again.evaluate(() => window.indexPage.entries());
	expect(entries.length).toBe(251);
	expect(entries.every(({ thumbnail }) => thumbnail)).toBe(true);
	expect(entries.find(({ path }) => path === 'Holiday/coffee.jpg')?.size).toBe('600 x 400');
	expect(entries.at(-1)?.path).toBe('Holiday/many/249.png');
	await drop(again, folder);
	expect(await again.evaluate(() => window.indexPage.take())).toMatchObject({ added: [], known: 252 });
});

test('thumbnails are WebP of at most 512 pixels and keep the aspect ratio', async ({ openIndex }, { outputDir }) => {
	const folder = folderOf(outputDir, {
		'wide.png': png(2000, 500, 'rgb', (x) => [x % 256, 0, 0]),
		'small.png': unique(1),
	});
	const page = await openIndex();
	await page.locator('input').setInputFiles(folder);
	await page.evaluate(() => window.indexPage.take());
	const thumbnails = await page.evaluate(() =>
		Promise.all(
			[...window.indexPage.index.getState().entries.values()].map(async ({ name, width, height, thumbnail }) => {
				const { width: w, height: h } = await createImageBitmap(thumbnail as Blob);
				return `${name}, ${width} x ${height}: ${thumbnail?.type} ${w} x ${h}`;
			}),
		),
	);
	expect(thumbnails.sort()).toEqual(['small, 24 x 16: image/webp 24 x 16', 'wide, 2000 x 500: image/webp 512 x 128']);
});

test('a file that is deleted before it is read is named, and the others are added', async ({ openIndex }, {
	outputDir,
}) => {
	const folder = folderOf(outputDir, { 'a.png': unique(1), 'b.png': unique(2), 'c.png': unique(3) });
	const page = await openIndex();
	await page.locator('input').setInputFiles(folder);
	await page.evaluate(() => window.indexPage.picked());
	rmSync(join(folder, 'b.png'));
	const report = await page.evaluate(() => window.indexPage.take());
	expect(report.added.length).toBe(2);
	expect(report.unreadable).toEqual([{ path: 'Holiday/b.png', why: expect.stringContaining('“b.png”') }]);
});

test('a folder without pictures is named', async ({ openIndex }, { outputDir }) => {
	const folder = folderOf(outputDir, { 'notes.txt': Buffer.from('no picture') });
	const page = await openIndex();
	await drop(page, folder);
	const told = await page.evaluate(() => window.indexPage.picked().catch(({ message }: Error) => message));
	expect(told).toContain('No pictures found in “Holiday”');
});

test('vectors, removals and excluded pictures persist', async ({ openIndex }, { outputDir }) => {
	const folder = folderOf(outputDir, { 'a.png': unique(1), 'b.png': unique(2) });
	const page = await openIndex();
	await page.locator('input').setInputFiles(folder);
	await page.evaluate(async () => {
		const { index, take } = window.indexPage;
		const { added } = await take();
		const embedding = { modelHash: 'model', vector: Float32Array.of(0.25, -1), captions: [] };
		for (const hash of added) await index.setEmbedding(hash, embedding);
		await index.remove(added.slice(1));
	});
	const again = await openIndex();
	expect(await again.evaluate(() => window.indexPage.entries())).toEqual([
		{ path: 'Holiday/a.png', size: '24 x 16', thumbnail: true, vector: [0.25, -1] },
	]);
	await again.evaluate(() => window.indexPage.index.clear());
	expect(await (await openIndex()).evaluate(() => window.indexPage.entries())).toEqual([]);
});

test('when storage is full the oldest thumbnails are dropped, never a vector, and it is reported once', async ({
	openIndex,
	baseURL,
}, { outputDir }) => {
	// Noise, which WebP cannot make small: some 45 kB a thumbnail.
	let state = 1;
	const noise = (): number => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state >>> 24;
	};
	const noisy = Array.from({ length: 60 }, (_, at) => [
		`${at + 100}.png`,
		png(256, 256, 'rgb', () => [noise(), noise(), noise()]),
	]);
	const folder = folderOf(outputDir, Object.fromEntries(noisy));
	const page = await openIndex();
	const session = await page.context().newCDPSession(page);
	// Room for some 45 of the 60, set before the first write: Chromium asks for the room only now and then.
	await session.send('Storage.overrideQuotaForOrigin', { origin: baseURL as string, quotaSize: 2_300_000 });
	await page.locator('input').setInputFiles(folder);
	await page.evaluate(async () => {
		const { index, intake, picked } = window.indexPage;
		const { added } = await intake.takeFiles((await picked()).slice(0, 40), 'folder');
		const embedding = { modelHash: 'model', vector: new Float32Array(300).fill(0.5), captions: [] };
		for (const hash of added) await index.setEmbedding(hash, embedding);
	});
	expect(await page.evaluate(() => window.indexPage.troubles)).toEqual([]);
	await page.evaluate(() => window.indexPage.take());
	expect(await page.evaluate(() => window.indexPage.troubles)).toEqual(['storage-full']);

	const entries = await (await openIndex()).evaluate(() => window.indexPage.entries());
	expect(entries.length).toBe(60);
	expect(entries.slice(0, 40).every(({ vector }) => vector?.length === 300)).toBe(true);
	const kept = entries.map(({ thumbnail }) => (thumbnail ? 'kept' : 'gone'));
	expect(kept.indexOf('kept')).toBeGreaterThan(0);
	expect(kept.lastIndexOf('gone'), 'only the oldest go').toBe(kept.indexOf('kept') - 1);
	expect(kept.slice(40), 'what is new stays').toEqual(Array(20).fill('kept'));
});
