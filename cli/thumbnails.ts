/**
 * `npm run styles:thumbnails [-- ID ...]`: paints one of the studio's sample photos in each built-in style, in the built
 * page by the studio's own optimiser: what the gallery shows of a style.
 * `python -m training.styles.publish` then enters them into the index.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright';
import { z } from 'zod';
import { root } from '../scripts/build';
import type { AutomatedPaint } from '../src/app/tabs/paint/automationTypes';
import { inStudio, type StudioOptions } from './studio';

/** Pixels of the square that is painted and kept: as large as the gallery's preview. */
const side = 256;
const quality = 0.72;

const folder = join(root, 'public', 'models', 'styles');
const catalogue = z.object({ styles: z.array(z.object({ id: z.string(), thumbnail: z.string() })) });

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		evaluations: { type: 'string', default: '60' },
		backend: { type: 'string' },
		/** Id of the sample photo. Its middle is painted. */
		photo: { type: 'string', default: 'rocket' },
	},
});
const all = catalogue.parse(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))).styles;
const wanted = positionals.length === 0 ? all : all.filter(({ id }) => positionals.includes(id));
const studio: StudioOptions =
	values.backend === 'webgpu' || values.backend === 'wasm' ? { backend: values.backend } : {};

/** The middle of a picture as a square file of another type. @param data base64 @returns base64 */
const squared = (page: Page, data: string, type: 'image/png' | 'image/webp'): Promise<string> =>
	page.evaluate(
		async (asked) => {
			const bytes = Uint8Array.from(atob(asked.data), (character) => character.charCodeAt(0));
			const picture = await createImageBitmap(new Blob([bytes]));
			const canvas = new OffscreenCanvas(asked.side, asked.side);
			const context = canvas.getContext('2d');
			if (context === null) throw new Error('The browser gives no canvas to draw on.');
			context.imageSmoothingQuality = 'high';
			const shorter = Math.min(picture.width, picture.height);
			const [left, top] = [(picture.width - shorter) / 2, (picture.height - shorter) / 2];
			context.drawImage(picture, left, top, shorter, shorter, 0, 0, asked.side, asked.side);
			const file = await canvas.convertToBlob({ type: asked.type, quality: asked.quality });
			const out = new Uint8Array(await file.arrayBuffer());
			return btoa(Array.from(out, (byte) => String.fromCharCode(byte)).join(''));
		},
		{ data, type, side, quality },
	);

mkdirSync(join(folder, 'thumbnails'), { recursive: true });
await inStudio(studio, async (page) => {
	const photo = readFileSync(join(root, 'public', 'samples', `${values.photo}.jpg`)).toString('base64');
	const content = { name: 'photo.png', data: await squared(page, photo, 'image/png') };
	for (const { id, thumbnail } of wanted) {
		const job: AutomatedPaint = {
			content,
			styles: [{ source: { kind: 'pack', id }, weight: 1 }],
			options: { size: side, evaluations: Number(values.evaluations), seed: 1 },
		};
		const { png, losses } = await page.evaluate(async (asked) => {
			if (window.atelier === undefined) throw new Error('The page has no automation.');
			return window.atelier.paint(asked);
		}, job);
		const file = Buffer.from(await squared(page, png, 'image/webp'), 'base64');
		writeFileSync(join(folder, thumbnail), file);
		console.error(`${id}: style loss ${losses.style.toFixed(4)}, ${(file.length / 1000).toFixed(1)} kB`);
	}
});
