import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { readImagineRecipe } from '../src/features/imagine/recipe';
import { readText } from '../src/library/png/text';
import { answer, atelier } from './support/atelier';

const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];
const recipeIn = async (file: string) => JSON.parse((await readText(readFileSync(file), 'atelier-recipe')) ?? '{}');

/** The drawn result, without its description. */
function pixelsOf(file: string): Buffer {
	const png = readFileSync(file);
	const parts: Buffer[] = [];
	for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
		const isPicture = png.toString('latin1', at + 4, at + 8) === 'IDAT';
		if (isPicture) parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
	}
	return inflateSync(Buffer.concat(parts));
}

const text = 'a small bird with a red head, white belly and black wings';
const stem = 'a-small-bird-with-a-red-head-white-belly-and-black-wings';

test('draws a PNG of each stage for each sample, with its recipe; the same seed draws the same bird again', async () => {
	const out = join(test.info().outputPath('new'), 'birds');
	const how = ['--samples', '2', '--best-of', '1', '--seed', '7'];
	const { line, stderr } = await answer('imagine', '--text', text, ...how, '--out', out);
	const names = [7, 8].flatMap((seed) => [`${stem}-${seed}-sketch.png`, `${stem}-${seed}.png`]);
	expect(line).toMatchObject({ out, seeds: [7, 8], notes: [], backend: 'wasm' });
	expect(line.files).toEqual(names.map((name) => join(out, name)));
	expect(readdirSync(out).sort()).toEqual([...names].sort());
	expect(line.modelHash).toMatch(/^[0-9a-f]{64}$/);
	expect(line.seconds).toBeGreaterThan(0);
	expect(line).not.toHaveProperty('sheets');
	expect(stderr).toContain('2 of 2 details');

	const [sketch, bird, otherSketch, otherBird] = line.files;
	expect([sketch, bird].map((file) => sizeOf(readFileSync(file)))).toEqual([
		[64, 64],
		[256, 256],
	]);
	const { modelHash } = line;
	const recipe = { bird: { text, seed: 7 }, truncation: 0.8, samples: 2, bestOf: 1, modelHash, notes: [] };
	expect(readImagineRecipe(await recipeIn(bird))).toEqual({ ...recipe, stages: 2 });
	expect(readImagineRecipe(await recipeIn(sketch))).toEqual({ ...recipe, stages: 1 });
	expect(pixelsOf(sketch).equals(pixelsOf(otherSketch))).toBe(false);
	expect(pixelsOf(bird).equals(pixelsOf(otherBird))).toBe(false);

	const again = test.info().outputPath('again');
	const alone = ['--samples', '1', '--best-of', '1', '--seed', '8', '--out', again];
	const { line: second } = await answer('imagine', '--text', text, ...alone, '--json');
	expect(pixelsOf(second.files[0]).equals(pixelsOf(otherSketch))).toBe(true);
	expect(pixelsOf(second.files[1]).equals(pixelsOf(otherBird))).toBe(true);

	const [sentence] = second.sentences;
	expect(sentence).toMatchObject({ text, notes: [], unknown: [] });
	const [sheet] = second.sheets;
	expect(sheet).toMatchObject({ text, birds: [{ seed: 8, sketch: second.files[0], detail: second.files[1] }] });
	expect(sheet.conditionings).toMatchObject([{ read: sentence.read }]);
	expect(sheet.conditionings[0].mean).toHaveLength(128);
	for (const sigma of sheet.conditionings[0].sigma) expect(sigma).toBeGreaterThan(0);
	expect(sheet.sketchSeconds).toBeLessThanOrEqual(sheet.seconds);
});

test('draws the best of several sketches, and says what is not seen in each', async () => {
	const out = test.info().outputPath('best');
	const how = ['--samples', '2', '--best-of', '4', '--seed', '7', '--stages', '1', '--json'];
	const { line } = await answer('imagine', '--text', 'a bird with blue wings and an orange head', ...how, '--out', out);
	const [{ birds }] = line.sheets;
	expect(birds).toHaveLength(2);
	expect(readdirSync(out)).toHaveLength(2);
	for (const { seed, sketch, notSeen = [] } of birds) {
		expect(seed).toBeGreaterThanOrEqual(7);
		expect(seed).toBeLessThan(15);
		expect((await recipeIn(sketch)).bestOf).toBe(4);
		for (const name of notSeen) expect(['blue wings', 'orange head']).toContain(name);
	}
});

test('sketches of several sentences: without noise all samples are identical, and ignored words are noted', async () => {
	const out = test.info().outputPath('birds');
	const long = 'yellow '.repeat(2000);
	const texts = ['a red car', 'a blue zorptik bird', long].flatMap((one) => ['--text', one]);
	const how = ['--samples', '2', '--stages', '1', '--truncation', '0', '--seed', '1', '--json', '--out', out];
	const { line } = await answer('imagine', ...texts, ...how);
	expect(line.files.map((file: string) => basename(file))).toEqual(
		['a-red-car', 'a-blue-zorptik-bird', Array(8).fill('yellow').join('-')].flatMap((name) =>
			[1, 2].map((seed) => `${name}-${seed}-sketch.png`),
		),
	);
	expect(readdirSync(out)).toHaveLength(6);
	const [red, sameRed, blue] = line.files.map(pixelsOf);
	expect(red.equals(sameRed)).toBe(true);
	expect(red.equals(blue)).toBe(false);

	const [car, zorptik, yellow] = line.sentences;
	expect(car.read).toBe('a red bird');
	expect(car.notes.join('\n')).toContain('Only birds can be drawn here, so this is “a red bird”.');
	expect(zorptik).toMatchObject({ read: 'a blue bird', unknown: [{ word: 'zorptik' }] });
	expect(zorptik.notes.join('\n')).toContain('“zorptik”');
	expect(yellow.read).toBe('a yellow bird');
	expect(yellow.notes.join('\n')).toContain('Only the first 40 of 2,000 words are read.');
	expect(line.notes).toEqual([...new Set([...car.notes, ...zorptik.notes, ...yellow.notes])]);
});

test('blends to another sentence: the ends are the birds of the two sentences, with the same noise', async () => {
	const out = test.info().outputPath('walk');
	const way = ['--text', 'a bird that is all red', '--walk-to', 'a bird that is all blue', '--frames', '3'];
	const { line } = await answer('imagine', ...way, '--stages', '1', '--seed', '5', '--out', out);
	const [first, middle, last] = line.files;
	expect(line.files.map((file: string) => basename(file))).toEqual(
		[1, 2, 3].map((number) => `a-bird-that-is-all-red-5-walk-${number}-sketch.png`),
	);
	expect(readImagineRecipe(await recipeIn(middle)).bird).toEqual({
		text: 'a bird that is all red',
		seed: 5,
		towards: { text: 'a bird that is all blue', share: 0.5 },
	});
	const blue = ['--text', 'a bird that is all blue', '--samples', '1', '--seed', '5', '--stages', '1'];
	const { line: end } = await answer('imagine', ...blue, '--out', test.info().outputPath('end'));
	const apart = (a: string, b: string) => {
		const [one, other] = [pixelsOf(a), pixelsOf(b)];
		return one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length;
	};
	expect(apart(last, end.files[0])).toBeLessThan(1);
	expect(apart(first, last)).toBeGreaterThan(1);
	expect(apart(first, middle)).toBeGreaterThan(0);
	expect(apart(first, middle)).toBeLessThan(apart(first, last));
});

test('mistakes are reported in a sentence, and nothing is drawn', async () => {
	const out = test.info().outputPath('birds');
	const told = async (...words: string[]) => {
		const { code, stdout, stderr } = await atelier('imagine', ...words);
		expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
		return stderr;
	};
	expect(await told('--text', 'a bird', '--samples', '1000', '--out', out)).toContain(
		'--samples takes a whole number from 1 to 16, not 1000.',
	);
	expect(await told('--text', '', '--out', out)).toContain('--text is empty');
	expect(await told('--text', ' ', '--out', out)).toContain('--text is blank. Describe a bird in English');
	expect(await told('--text', 'a red bird', '--text', '赤い鳥', '--out', out)).toContain(
		'“赤い鳥”: The network knows none of these words. Describe a bird in English',
	);
	const file = test.info().outputPath('notes.txt');
	writeFileSync(file, 'mine');
	expect(await told('--text', 'a bird', '--out', file)).toContain('notes.txt is a file. Birds go to a folder');
	expect(existsSync(out)).toBe(false);
	expect(readFileSync(file, 'utf8')).toBe('mine');
});
