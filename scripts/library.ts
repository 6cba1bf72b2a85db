/**
 * `npm run library [-- birds|paintings ...]`: makes the pictures of Find's sample library with the studio's own networks,
 * and lists them with the photographs (python -m training.samples.make) in public/library/index.json.
 *
 * Makes only what is missing: delete the pictures that a new network should make again.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './build';
import { atelier, sheet } from './studioPictures';

const target = join(root, 'public/library');
const side = 256;
/** Birds drawn from each sentence, unpicked. */
const each = 4;

const birds = [
	'a red bird with black wings',
	'a bird that is all blue',
	'a yellow bird with black wings',
	'a small brown bird with a speckled breast',
	'a black bird with a long beak',
	'an orange bird with a black head',
];

/** [photo, style, title]; photos are those of public/samples and public/library. */
const paintings: readonly (readonly [photo: string, style: string, title: string])[] = [
	['samples/chelsea.jpg', 'great-wave', 'The cat, after The Great Wave'],
	['samples/chelsea.jpg', 'starry-night', 'The cat, after The Starry Night'],
	['samples/chelsea.jpg', 'the-scream', 'The cat, after The Scream'],
	['samples/coffee.jpg', 'sunflowers', 'The cup, after Sunflowers'],
	['samples/coffee.jpg', 'cafe-terrace', 'The cup, after Café Terrace at Night'],
	['samples/coffee.jpg', 'the-kiss', 'The cup, after The Kiss'],
	['samples/astronaut.jpg', 'mona-lisa', 'The astronaut, after Mona Lisa'],
	['samples/astronaut.jpg', 'pearl-earring', 'The astronaut, after Girl with a Pearl Earring'],
	['samples/astronaut.jpg', 'la-grande-jatte', 'The astronaut, after La Grande Jatte'],
	['samples/rocket.jpg', 'starry-night', 'The rocket, after The Starry Night'],
	['samples/rocket.jpg', 'impression-sunrise', 'The rocket, after Impression, Sunrise'],
	['samples/hubble.jpg', 'composition-vii', 'Galaxies, after Composition VII'],
	['samples/hubble.jpg', 'almond-blossom', 'Galaxies, after Almond Blossom'],
	['library/temple.webp', 'rouen-cathedral', 'The temple, after Rouen Cathedral'],
	['library/temple.webp', 'wheat-field-with-cypresses', 'The temple, after Wheat Field with Cypresses'],
	['library/flower.webp', 'water-lilies', 'The flower, after Water Lilies'],
	['library/flower.webp', 'great-wave', 'The flower, after The Great Wave'],
	['library/flower.webp', 'poppy-field', 'The flower, after Poppy Field'],
	['library/clock.webp', 'night-cafe', 'The clock, after The Night Café'],
	['library/clock.webp', 'wheatfield-with-crows', 'The clock, after Wheatfield with Crows'],
	['library/coins.webp', 'the-kiss', 'Greek coins, after The Kiss'],
	['library/coins.webp', 'starry-night', 'Greek coins, after The Starry Night'],
	['library/moon.webp', 'starry-night-over-the-rhone', 'The moon, after Starry Night over the Rhône'],
	['library/moon.webp', 'the-scream', 'The moon, after The Scream'],
	['library/temple.webp', 'great-wave', 'The temple, after The Great Wave'],
	['samples/rocket.jpg', 'shipwreck', 'The rocket, after Shipwreck'],
	['samples/coffee.jpg', 'apples-and-oranges', 'The cup, after Apples and Oranges'],
	['samples/chelsea.jpg', 'self-portrait-grey-felt-hat', 'The cat, after Self-Portrait with Grey Felt Hat'],
];

const photos: readonly (readonly [file: string, title: string])[] = [
	['temple', 'A temple'],
	['flower', 'A flower'],
	['coins', 'Greek coins'],
	['clock', 'A moving clock'],
	['moon', 'The moon'],
];

const slug = (text: string) =>
	text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z]+/g, '-');
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

async function makeBirds(): Promise<void> {
	for (const [at, sentence] of birds.entries()) {
		if (existsSync(join(target, `${slug(sentence)}-${each}.webp`))) continue;
		const folder = mkdtempSync(join(tmpdir(), 'atelier-library-'));
		atelier('imagine', '--text', sentence, '--samples', String(each), '--seed', String(at + 1), '--out', folder);
		const drawn = readdirSync(folder).filter((name) => name.endsWith('.png') && !name.endsWith('-sketch.png'));
		for (const [i, name] of drawn.sort().entries()) {
			await sheet([join(folder, name)], 1, side, join(target, `${slug(sentence)}-${i + 1}.webp`));
		}
		rmSync(folder, { recursive: true });
	}
}

async function makePaintings(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'atelier-library-'));
	const missing = paintings.filter(([, , title]) => !existsSync(join(target, `${slug(title)}.webp`)));
	for (const [photo, style, title] of missing) {
		const out = join(folder, 'painting.png');
		const how = ['--style', style, '--size', '320', '--evaluations', '100'];
		atelier('paint', '--content', join(root, 'public', photo), ...how, '--out', out);
		await sheet([out], 1, side, join(target, `${slug(title)}.webp`));
	}
	rmSync(folder, { recursive: true });
}

const makers = { birds: makeBirds, paintings: makePaintings };
const asked = process.argv.slice(2);
for (const [name, make] of Object.entries(makers)) if (asked.length === 0 || asked.includes(name)) await make();

const pictures = [
	...photos.map(([id, title]) => ({ file: `${id}.webp`, title })),
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
