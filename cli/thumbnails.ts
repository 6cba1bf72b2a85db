/**
 * `npm run styles:thumbnails [-- ID ...]`: paints each built-in style's thumbnail, a texture with the style's
 * statistics and no photo behind it, in the built page by the studio's own optimiser.
 * `python -m training.styles.publish` then enters them into the index.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { root } from '../scripts/build';
import { colouredNoise } from './colouredNoise';
import { inStudio, type StudioOptions } from './studio';

/**
 * Pixels of the square that is painted, of its middle that is used, and of the file that is kept: a texture is least
 * like itself at its borders, and shrinking takes the optimiser's grain away.
 */
const painted = 256;
const used = 224;
const kept = 192;
/** The finest pack, 256 px for the painting's longer side: small enough that a few strokes are seen whole. */
const strokes = 256;
const quality = 0.75;

const folder = join(root, 'public', 'models', 'styles');
const catalogue = z.object({
	styles: z.array(
		z.object({
			id: z.string(),
			thumbnail: z.string(),
			colourMean: z.array(z.number()),
			colourCovariance: z.array(z.number()),
		}),
	),
});

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { evaluations: { type: 'string', default: '150' }, backend: { type: 'string' } },
});
const all = catalogue.parse(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))).styles;
const wanted = positionals.length === 0 ? all : all.filter(({ id }) => positionals.includes(id));
const studio: StudioOptions =
	values.backend === 'webgpu' || values.backend === 'wasm' ? { backend: values.backend } : {};

mkdirSync(join(folder, 'thumbnails'), { recursive: true });
await inStudio(studio, async (page) => {
	for (const { id, thumbnail, colourMean, colourCovariance } of wanted) {
		const noise = colouredNoise(painted, colourMean, colourCovariance, 1);
		const job = {
			id,
			painted,
			used,
			kept,
			quality,
			noise: Buffer.from(noise).toString('base64'),
			options: {
				size: painted,
				evaluations: Number(values.evaluations),
				contentWeight: 0,
				tvWeight: 0.0001,
				styleScale: strokes / painted,
				start: 'content' as const,
				ladder: 'off' as const,
				seed: 1,
			},
		};
		const { webp, loss } = await page.evaluate(async (asked) => {
			if (window.atelier === undefined) throw new Error('The page has no automation.');
			const start = new OffscreenCanvas(asked.painted, asked.painted);
			const pixels = Uint8ClampedArray.from(atob(asked.noise), (character) => character.charCodeAt(0));
			start.getContext('2d')?.putImageData(new ImageData(pixels, asked.painted), 0, 0);
			const content = new Uint8Array(await (await start.convertToBlob()).arrayBuffer());
			const painting = await window.atelier.paint({
				content: {
					name: 'noise.png',
					data: btoa(Array.from(content, (byte) => String.fromCharCode(byte)).join('')),
				},
				styles: [{ source: { kind: 'pack', id: asked.id }, weight: 1 }],
				options: asked.options,
			});
			const png = Uint8Array.from(atob(painting.png), (character) => character.charCodeAt(0));
			const bitmap = await createImageBitmap(new Blob([png], { type: 'image/png' }));
			const small = new OffscreenCanvas(asked.kept, asked.kept);
			const context = small.getContext('2d');
			if (context === null) throw new Error('The browser gives no canvas to draw on.');
			context.imageSmoothingQuality = 'high';
			const edge = (asked.painted - asked.used) / 2;
			context.drawImage(bitmap, edge, edge, asked.used, asked.used, 0, 0, asked.kept, asked.kept);
			const file = await small.convertToBlob({ type: 'image/webp', quality: asked.quality });
			const bytes = new Uint8Array(await file.arrayBuffer());
			return {
				webp: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
				loss: painting.losses.style,
			};
		}, job);
		const file = Buffer.from(webp, 'base64');
		writeFileSync(join(folder, thumbnail), file);
		console.error(`${id}: style loss ${loss.toFixed(4)}, ${(file.length / 1000).toFixed(1)} kB`);
	}
});
