/** `npm run examples [-- story|birds|painting ...]`: makes the finished examples of the first screens, by our own networks from the sample photos. */
import { execFileSync } from 'node:child_process';
import {
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { root } from './build';
import { findChromium, quietFlags } from './findChromium';

const target = join(root, 'public/examples');
const sample = (name: string) => join(root, `public/samples/${name}.jpg`);

/** All files together must stay below this: they come with the first screens. */
const mostBytes = 600_000;

function atelier(...words: string[]): void {
	execFileSync(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...words], { cwd: root, stdio: 'inherit' });
}

/** Draws pictures, cropped to squares, in rows as one WebP. @param side of each, px */
async function sheet(files: readonly string[], columns: number, side: number, out: string): Promise<void> {
	const browser = await chromium.launch({ executablePath: findChromium().path, args: [...quietFlags] });
	const page = await browser.newPage();
	const pictures = files.map((file) => readFileSync(file).toString('base64'));
	const webp = await page.evaluate(
		async ({ pictures, columns, side }) => {
			const canvas = new OffscreenCanvas(side * columns, side * Math.ceil(pictures.length / columns));
			const context = canvas.getContext('2d');
			for (const [at, picture] of pictures.entries()) {
				const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
				const bitmap = await createImageBitmap(new Blob([bytes]));
				const edge = Math.min(bitmap.width, bitmap.height);
				const [x, y] = [(bitmap.width - edge) / 2, (bitmap.height - edge) / 2];
				if (context) context.imageSmoothingQuality = 'high';
				context?.drawImage(
					bitmap,
					x,
					y,
					edge,
					edge,
					(at % columns) * side,
					Math.floor(at / columns) * side,
					side,
					side,
				);
			}
			const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.85 });
			return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
		},
		{ pictures, columns, side },
	);
	writeFileSync(out, Buffer.from(webp, 'base64'));
	await browser.close();
}

mkdirSync(target, { recursive: true });

const makers: Readonly<Record<string, () => Promise<void>>> = {
	async story() {
		const how = ['--genre', 'fairy_tales', '--length', 'short', '--seed', '1'];
		atelier('story', '--image', sample('astronaut'), ...how, '--out', join(target, 'story.md'));
	},
	async birds() {
		const folder = mkdtempSync(join(tmpdir(), 'atelier-examples-'));
		const text = 'a small bird with a red head, white belly and black wings';
		atelier('imagine', '--text', text, '--samples', '6', '--out', folder);
		const drawn = readdirSync(folder).filter((name) => name.endsWith('.png') && !name.endsWith('-sketch.png'));
		const files = drawn.sort().map((name) => join(folder, name));
		await sheet(files, 3, 128, join(target, 'birds.webp'));
		copyFileSync(files[1] as string, join(target, 'bird.png'));
		rmSync(folder, { recursive: true });
	},
	async painting() {
		const painting = join(target, 'painting.png');
		const how = ['--style', 'great-wave', '--size', '320', '--evaluations', '80'];
		atelier('paint', '--content', sample('chelsea'), ...how, '--out', painting);
		await sheet([painting], 1, 320, join(target, 'painting.webp'));
	},
};

const asked = process.argv.slice(2);
for (const [name, make] of Object.entries(makers)) if (asked.length === 0 || asked.includes(name)) await make();

const total = readdirSync(target).reduce((sum, name) => sum + statSync(join(target, name)).size, 0);
console.log(`${readdirSync(target).length} files, ${total} bytes`);
if (total > mostBytes) throw new Error(`The examples have ${total} bytes, more than ${mostBytes}.`);
