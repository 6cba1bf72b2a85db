/** Pictures made by the studio's own networks, for its first screens and sample library. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { root } from './build';
import { findChromium, quietFlags } from './findChromium';

/** Runs a command of the command line, with its output shown. */
export function atelier(...words: string[]): unknown {
	const command = ['--import', 'tsx', 'cli/main.ts', ...words];
	return JSON.parse(
		execFileSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' }),
	);
}

/** Saves a picture as it is, as a WebP. */
export const asWebp = (file: string, out: string): Promise<void> => sheet([file], 1, undefined, out);

/**
 * Draws pictures, cropped to squares, in rows as one WebP.
 * @param side of each, px; without it a single picture keeps its size and shape
 * @param quality 1 keeps every pixel
 */
export async function sheet(
	files: readonly string[],
	columns: number,
	side: number | undefined,
	out: string,
	quality = 0.85,
): Promise<void> {
	const browser = await chromium.launch({ executablePath: findChromium().path, args: [...quietFlags] });
	const page = await browser.newPage();
	const pictures = files.map((file) => readFileSync(file).toString('base64'));
	const webp = await page.evaluate(
		async ({ pictures, columns, side, quality }) => {
			const bitmaps = await Promise.all(
				pictures.map((picture) => {
					const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
					return createImageBitmap(new Blob([bytes]));
				}),
			);
			const [first] = bitmaps;
			const [width, height] =
				side === undefined
					? [first?.width ?? 0, first?.height ?? 0]
					: [side * columns, side * Math.ceil(bitmaps.length / columns)];
			const canvas = new OffscreenCanvas(width, height);
			const context = canvas.getContext('2d');
			if (context) context.imageSmoothingQuality = 'high';
			for (const [at, bitmap] of bitmaps.entries()) {
				if (side === undefined) context?.drawImage(bitmap, 0, 0);
				else {
					const edge = Math.min(bitmap.width, bitmap.height);
					const [x, y] = [(bitmap.width - edge) / 2, (bitmap.height - edge) / 2];
					const [left, top] = [(at % columns) * side, Math.floor(at / columns) * side];
					context?.drawImage(bitmap, x, y, edge, edge, left, top, side, side);
				}
			}
			const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
			return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
		},
		{ pictures, columns, side, quality },
	);
	writeFileSync(out, Buffer.from(webp, 'base64'));
	await browser.close();
}
