/** The ways in: drops, pastes, folders, and names of every length. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { bmpFile, turnedWebp } from '../src/library/intake/testing/files';
import { colours, notAPicture, sample, type TestFile } from './support/pictures';
import { expect, test } from './support/test';

const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });
const stage = (page: Page) => page.getByTestId('stage');

interface Form {
	readonly type: string;
	readonly text?: string;
	readonly file?: TestFile;
}

/** Pastes into `target`, or drops onto it, a transfer of several forms. @returns whether the page took it from the browser */
async function transfer(
	page: Page,
	kind: 'paste' | 'drop',
	target: string,
	...forms: readonly Form[]
): Promise<boolean> {
	const given = forms.map(({ type, text, file }) => ({
		type,
		text,
		name: file?.name ?? '',
		base64: file?.buffer.toString('base64'),
	}));
	return page.evaluate(
		({ kind, target, given }) => {
			const data = new DataTransfer();
			for (const { type, text, name, base64 } of given) {
				if (base64 === undefined) data.setData(type, text ?? '');
				else data.items.add(new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], name, { type }));
			}
			const how = { bubbles: true, cancelable: true };
			const event =
				kind === 'paste'
					? new ClipboardEvent('paste', { ...how, clipboardData: data })
					: new DragEvent('drop', { ...how, dataTransfer: data });
			return !(document.querySelector(target) as Element).dispatchEvent(event);
		},
		{ kind, target, given },
	);
}

const picture = (name: string, file = colours()): Form => ({ type: 'image/png', file: { ...file, name } });

test('text wins in a text field, the first readable form elsewhere, and links are refused in words', async ({
	page,
}) => {
	await page.goto('/#imagine');
	const cells: Form[] = [{ type: 'text/plain', text: 'a red bird\t3' }, picture('image.png')];
	await expect(page.locator('textarea')).toBeVisible();
	expect(await transfer(page, 'paste', 'textarea', ...cells)).toBe(false);
	await expect(page.getByRole('button', { name: /^Photo: / })).toHaveCount(0);

	await page.goto('/#paint');
	const svg = {
		type: 'image/svg+xml',
		file: { name: 'image.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') },
	};
	await transfer(page, 'paste', 'body', svg, picture('image.png'));
	await expect(stage(page).getByText(/^Pasted picture \d\d\.\d\d\.\d\d/)).toBeVisible();

	const link: Form[] = [{ type: 'text/uri-list', text: 'https://elsewhere.example/a.png' }];
	expect(await transfer(page, 'drop', 'main', ...link)).toBe(true);
	await expect(messages(page).getByText(/That is a link.*Save the picture/)).toBeVisible();
	await expect(page).toHaveURL(/#paint$/);
});

test('a folder dropped on Paint is walked, and what was left out is said', async ({ page }, { outputDir }) => {
	const folder = join(outputDir, 'Holiday');
	const files = {
		'a.png': colours().buffer,
		'deep/b.jpg': sample('coffee').buffer,
		'c.tif': Buffer.from('II'),
		'd.mov': Buffer.from('x'),
	};
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(join(folder, path, '..'), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
	await page.goto('/#paint');
	await expect(page.getByRole('heading', { name: 'Repaint a photo' })).toBeVisible();
	const session = await page.context().newCDPSession(page);
	const data = { items: [], files: [folder], dragOperationsMask: 1 };
	for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
		await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
	await expect(page.getByRole('button', { name: /^Photo: / })).toHaveCount(2);
	await expect(messages(page).getByText('2 pictures were added. Left out: 1 TIFF and 1 video.')).toBeVisible();
});

test('bitmaps of OS/2 are read, and a WebP is turned by its EXIF orientation', async ({ page }) => {
	await page.goto('/#paint');
	const choose = (name: string, buffer: Buffer) =>
		page.getByLabel('Choose a photo').setInputFiles([{ name, mimeType: '', buffer }]);
	await choose('old.bmp', bmpFile(40, 20, 'os2'));
	await expect(stage(page).getByText('40 × 20')).toBeVisible();
	await choose('phone.webp', turnedWebp(6));
	await expect(stage(page).getByText('20 × 40')).toBeVisible();
	// The left quarter is blue as stored: turned clockwise it is on top.
	const top = () =>
		page.evaluate(async () => {
			const images = [...document.querySelectorAll<HTMLImageElement>('[data-testid="stage"] img, .filmstrip img')];
			const image = images.at(-1) as HTMLImageElement;
			await image.decode();
			const context = new OffscreenCanvas(20, 40).getContext('2d') as OffscreenCanvasRenderingContext2D;
			context.drawImage(image, 0, 0, 20, 40);
			return [...context.getImageData(10, 3, 1, 1).data].map((value) => Math.round(value / 255));
		});
	await expect.poll(top).toEqual([0, 0, 1, 1]);
});

test('a long name leaves room for everything, on a phone too', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('/#paint');
	const name = `${'Eine sehr lange Bezeichnung '.repeat(8)}2024.03.15.png`;
	await page.getByLabel('Choose a photo').setInputFiles([{ ...colours(), name }]);
	await expect(stage(page)).toHaveAttribute('data-state', 'ready');
	const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
	expect(await fits()).toBe(true);
	await page.getByRole('button', { name: /^Photo: Eine sehr/ }).click();
	await expect(page.getByRole('heading', { name: /2024\.03\.15/ })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Close', exact: true })).toBeInViewport({ ratio: 1 });
	expect(await fits()).toBe(true);
	await page.getByRole('button', { name: 'Close', exact: true }).click();
	await page.getByLabel('Choose a photo').setInputFiles([{ ...notAPicture(), name }]);
	await expect(messages(page).getByRole('alert')).toContainText('not a picture that can be opened');
	expect(await fits()).toBe(true);
	// A name that is written from right to left begins at the right, so that its end is what is cut off.
	await page.getByLabel('Choose a photo').setInputFiles([{ ...colours(44), name: 'חתול על הספה.png' }]);
	await expect(page.getByText('חתול על הספה', { exact: true }).first()).toHaveCSS('direction', 'rtl');
});
