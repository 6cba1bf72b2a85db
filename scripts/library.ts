/**
 * `npm run library [-- birds|paintings ...]`: makes the pictures of Find's sample library with the studio's own networks,
 * and lists them with the photographs (python -m training.samples.make) in public/library/index.json.
 *
 * Makes only what is missing: delete the pictures that a new network should make again.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './build';
import { asWebp, atelier } from './studioPictures';

const target = join(root, 'public/library');
const side = 256;
/** Birds drawn from each sentence, unpicked. */
const each = 3;

const birds = [
	'a red bird with black wings',
	'a bird that is all blue',
	'a yellow bird with black wings',
	'a small bird with a red head, white belly and black wings',
	'a small grey bird with a white belly',
	'a large white bird with a long yellow beak',
	'a small green bird with a long thin beak',
	'a brown bird with a white belly and a short beak',
];

/**
 * Photos are those of public/samples and public/library. Most weigh the content more than Paint's default does: small
 * paintings of which one still sees what they show.
 */
const paintings: readonly (readonly [photo: string, style: string, title: string, contentWeight: number])[] = [
	['samples/astronaut.jpg', 'mona-lisa', 'The astronaut, after Mona Lisa', 0.04],
	['samples/chelsea.jpg', 'self-portrait-grey-felt-hat', 'The cat, after Self-Portrait with Grey Felt Hat', 0.04],
	['samples/chelsea.jpg', 'starry-night', 'The cat, after The Starry Night', 0.04],
	['samples/chelsea.jpg', 'great-wave', 'The cat, after The Great Wave', 0.04],
	['samples/chelsea.jpg', 'postman-joseph-roulin', 'The cat, after Portrait of the Postman Joseph Roulin', 0.8],
	['library/tortoiseshell.webp', 'mona-lisa', 'The tortoiseshell, after Mona Lisa', 0.8],
	['library/dog.webp', 'the-swing', 'The dog, after The Swing', 0.5],
	['library/dog.webp', 'wheatfield-with-crows', 'The dog, after Wheatfield with Crows', 0.8],
	['library/sheep.webp', 'olive-trees', 'The sheep, after Olive Trees with Yellow Sky and Sun', 0.8],
	['library/duck.webp', 'water-lilies-late', 'The duck, after Water Lilies', 0.8],
	['library/horses.webp', 'the-west-wind', 'The horses, after The West Wind', 0.5],
	['library/a-yellow-bird-with-black-wings-3.webp', 'almond-blossom', 'A yellow bird, after Almond Blossom', 0.8],
	['library/a-yellow-bird-with-black-wings-1.webp', 'sunflowers', 'A yellow bird, after Sunflowers', 0.12],
	['library/a-bird-that-is-all-blue-1.webp', 'starry-night', 'A blue bird, after The Starry Night', 0.8],
	['library/a-red-bird-with-black-wings-1.webp', 'moulin-rouge', 'A red bird, after At the Moulin Rouge', 0.8],
];

/** The photographs, as training/samples/make.py lists them. */
const photos = [...readFileSync(join(target, 'README.md'), 'utf8').matchAll(/^\| (\S+\.webp) \| (.+?) \|/gm)].map(
	([, file, title]) => ({ file: file as string, title: title as string }),
);

/** What `atelier imagine --json` prints, of it. */
interface DrawnSheets {
	readonly sheets: readonly { readonly birds: readonly { readonly detail: string }[] }[];
}

const slug = (text: string) =>
	text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z]+/g, '-');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const isMissing = (file: string): boolean => !existsSync(join(target, file));

/** Makes pictures in a folder of their own first: the command line builds the studio anew whenever a file of public/ changed. */
async function made(make: (folder: string) => readonly (readonly [picture: string, file: string])[]): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'atelier-library-'));
	for (const [picture, file] of make(folder)) await asWebp(picture, join(target, file));
	rmSync(folder, { recursive: true });
}

const makeBirds = (): Promise<void> =>
	made((folder) => {
		const missing = birds.filter((sentence) => isMissing(`${slug(sentence)}-${each}.webp`));
		if (missing.length === 0) return [];
		const sentences = missing.flatMap((sentence) => ['--text', sentence]);
		const how = ['--samples', String(each), '--seed', '1', '--json'];
		const { sheets } = atelier('imagine', ...sentences, ...how, '--out', folder) as DrawnSheets;
		return sheets.flatMap(({ birds: drawn }, at) =>
			drawn.map(({ detail }, i) => [detail, `${slug(missing[at] as string)}-${i + 1}.webp`] as const),
		);
	});

const makePaintings = (): Promise<void> =>
	made((folder) =>
		paintings
			.filter(([, , title]) => isMissing(`${slug(title)}.webp`))
			.map(([photo, style, title, contentWeight]) => {
				const out = join(folder, `${slug(title)}.png`);
				const how = ['--style', style, '--size', String(side), '--content-weight', String(contentWeight)];
				atelier('paint', '--content', join(root, 'public', photo), ...how, '--evaluations', '80', '--out', out);
				return [out, `${slug(title)}.webp`] as const;
			}),
	);

const makers = { birds: makeBirds, paintings: makePaintings };
const asked = process.argv.slice(2);
for (const [name, make] of Object.entries(makers)) if (asked.length === 0 || asked.includes(name)) await make();

const pictures = [
	...photos,
	...birds.flatMap((sentence) =>
		Array.from({ length: each }, (_, i) => ({
			file: `${slug(sentence)}-${i + 1}.webp`,
			title: `${capital(sentence)}, ${i + 1}`,
		})),
	),
	...paintings.map(([, , title]) => ({ file: `${slug(title)}.webp`, title })),
].filter(({ file }) => existsSync(join(target, file)));
writeFileSync(join(target, 'index.json'), `${JSON.stringify({ pictures }, undefined, '\t')}\n`);
console.log(`${pictures.length} pictures`);
