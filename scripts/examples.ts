/** `npm run examples [-- story|birds|search|painting ...]`: makes the finished examples of the first screens, by our own networks from the sample photos. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../cli/find/ask';
import { indexFiles } from '../cli/find/indexFiles';
import { inStudio } from '../cli/studio';
import { defaultCaptionOptions } from '../src/features/find/options';
import type { EncodedSentence } from '../src/features/find/types';
import { samples } from '../src/library/samples';
import { root } from './build';
import { atelier, sheet } from './studioPictures';

const target = join(root, 'public/examples');
const sample = (name: string) => join(root, `public/samples/${name}.jpg`);

/** All files together must stay below this: they come with the first screens. */
const mostBytes = 600_000;

const models = join(root, 'public/models');
const json = (path: string) => JSON.parse(readFileSync(join(models, path), 'utf8'));
const rounded = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 1e4) / 1e4);
const write = (name: string, value: unknown): void => writeFileSync(join(target, name), `${JSON.stringify(value)}\n`);

mkdirSync(target, { recursive: true });

/** What `atelier imagine --json` prints. */
interface DrawnDocument {
	readonly sheets: readonly [
		{
			readonly birds: readonly { readonly seed: number; readonly sketch: string; readonly detail: string }[];
			readonly conditionings: readonly { readonly read: string; readonly mean: number[]; readonly sigma: number[] }[];
			readonly sketchSeconds: number;
			readonly seconds: number;
		},
	];
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
		const how = ['--genre', 'adventure', '--length', 'short', '--seed', '2'];
		atelier('story', '--image', sample('chelsea'), ...how, '--out', join(target, 'story.md'));
	},
	async birds() {
		const folder = mkdtempSync(join(tmpdir(), 'atelier-examples-'));
		const text = 'a small bird with a red head, white belly and black wings';
		const { sheets, stages, truncation, backend, modelHash } = atelier(
			...['imagine', '--text', text, '--samples', '6', '--seed', '1', '--out', folder, '--json'],
		) as DrawnDocument;
		const [{ birds, conditionings, sketchSeconds, seconds }] = sheets;
		const files = (name: 'sketch' | 'detail') => birds.map((bird) => bird[name]);
		await sheet(files('detail'), 3, 128, join(target, 'birds.webp'));
		await sheet(files('detail'), 3, 256, join(target, 'bird-details.webp'), 0.9);
		await sheet(files('sketch'), 3, 64, join(target, 'bird-sketches.webp'), 0.9);
		write('birds.json', {
			...{ text, seed: 1, seeds: birds.map((bird) => bird.seed), stages, truncation },
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
		const { pictures: library } = JSON.parse(readFileSync(join(root, 'public/library/index.json'), 'utf8')) as {
			pictures: readonly { file: string }[];
		};
		const paths = [
			...samples.map(({ photo }) => join(root, 'public', photo)),
			...library.map(({ file }) => join(root, 'public/library', file)),
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
