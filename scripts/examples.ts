/** `npm run examples [-- story|birds|search|painting ...]`: makes the finished examples of the first screens, by our own networks from the sample photos. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { ask } from '../cli/find/ask';
import { indexFiles } from '../cli/find/indexFiles';
import { inStudio } from '../cli/studio';
import { defaultCaptionOptions } from '../src/features/find/options';
import type { EncodedSentence } from '../src/features/find/types';
import { samples } from '../src/library/samples';
import { root } from './build';
import { findChromium, quietFlags } from './findChromium';

const target = join(root, 'public/examples');
const sample = (name: string) => join(root, `public/samples/${name}.jpg`);

/** All files together must stay below this: they come with the first screens. */
const mostBytes = 600_000;

/** Runs a command. @returns the JSON document that it prints */
function atelier(...words: string[]): unknown {
	const command = ['--import', 'tsx', 'cli/main.ts', ...words];
	return JSON.parse(
		execFileSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' }),
	);
}

const models = join(root, 'public/models');
const json = (path: string) => JSON.parse(readFileSync(join(models, path), 'utf8'));
const rounded = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 1e4) / 1e4);
const write = (name: string, value: unknown): void => writeFileSync(join(target, name), `${JSON.stringify(value)}\n`);

/** Draws pictures, cropped to squares, in rows as one WebP. @param side of each, px @param quality 1 keeps every pixel */
async function sheet(
	files: readonly string[],
	columns: number,
	side: number,
	out: string,
	quality = 0.85,
): Promise<void> {
	const browser = await chromium.launch({ executablePath: findChromium().path, args: [...quietFlags] });
	const page = await browser.newPage();
	const pictures = files.map((file) => readFileSync(file).toString('base64'));
	const webp = await page.evaluate(
		async ({ pictures, columns, side, quality }) => {
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
			const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
			return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
		},
		{ pictures, columns, side, quality },
	);
	writeFileSync(out, Buffer.from(webp, 'base64'));
	await browser.close();
}

mkdirSync(target, { recursive: true });

/** What `atelier imagine --json` prints. */
interface DrawnDocument {
	readonly sheets: readonly [
		{
			readonly birds: readonly { readonly sketch: string; readonly detail: string }[];
			readonly conditionings: readonly { readonly read: string; readonly mean: number[]; readonly sigma: number[] }[];
			readonly sketchSeconds: number;
			readonly seconds: number;
		},
	];
	readonly seeds: readonly number[];
	readonly stages: number;
	readonly truncation: number;
	readonly backend: string;
	readonly modelHash: string;
}

/** A picture of the exported index. */
interface Indexed {
	readonly hash: string;
	readonly vector: readonly number[];
	readonly captions: readonly unknown[];
}

const makers: Readonly<Record<string, () => Promise<void>>> = {
	async story() {
		const how = ['--genre', 'fairy_tales', '--length', 'short', '--seed', '1'];
		atelier('story', '--image', sample('astronaut'), ...how, '--out', join(target, 'story.md'));
	},
	async birds() {
		const folder = mkdtempSync(join(tmpdir(), 'atelier-examples-'));
		const text = 'a small bird with a red head, white belly and black wings';
		const { sheets, seeds, stages, truncation, backend, modelHash } = atelier(
			...['imagine', '--text', text, '--samples', '6', '--seed', '1', '--out', folder, '--json'],
		) as DrawnDocument;
		const [{ birds, conditionings, sketchSeconds, seconds }] = sheets;
		const files = (name: 'sketch' | 'detail') => birds.map((bird) => bird[name]);
		await sheet(files('detail'), 3, 128, join(target, 'birds.webp'));
		await sheet(files('detail'), 3, 256, join(target, 'bird-details.webp'), 0.9);
		await sheet(files('sketch'), 3, 64, join(target, 'bird-sketches.webp'), 0.9);
		write('birds.json', {
			...{ text, seed: seeds[0], stages, truncation },
			conditionings: conditionings.map(({ read, mean, sigma }) => ({
				read,
				mean: rounded(mean),
				sigma: rounded(sigma),
			})),
			result: { drawn: birds.length, sketchSeconds, seconds, backend, modelHash },
		});
		rmSync(folder, { recursive: true });
	},
	async search() {
		const text = 'a cat';
		const { styles } = json('styles/config.json') as { styles: readonly { thumbnail: string }[] };
		const paths = [
			...samples.map(({ photo }) => join(root, 'public', photo)),
			...styles.map(({ thumbnail }) => join(models, 'styles', thumbnail)),
		];
		const files = paths.map((path) => ({ file: path, path }));
		await inStudio({ backend: 'wasm' }, async (page) => {
			await indexFiles(page, files, { ...defaultCaptionOptions, count: 3 });
			const { pictures } = JSON.parse(await ask(page, 'exportIndex', undefined)) as { pictures: readonly Indexed[] };
			const sentence = await page.evaluate(async (text) => {
				const encoded = (await window.atelier?.engine.run('encodeSentence', { text })) as EncodedSentence;
				return { ...encoded, vector: [...(encoded.vector ?? [])] };
			}, text);
			const { models: published } = json('index.json');
			write('search.json', {
				text,
				weights: published.captioner.files.find(({ path }: { path: string }) => path.endsWith('.safetensors')).sha256,
				sentence: { ...sentence, vector: rounded(sentence.vector) },
				pictures: pictures.map(({ hash, vector, captions }) => ({ hash, vector, captions })),
			});
		});
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
