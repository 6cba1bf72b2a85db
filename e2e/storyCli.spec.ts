import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../scripts/build';
import { fromMarkdown } from '../src/features/story/markdown';
import { genres } from '../src/features/story/options';
import { readStoryRecipe } from '../src/features/story/recipe';
import { answer, atelier } from './support/atelier';
import { prose } from './support/texts';

const sample = (name: string) => join(root, 'public', 'samples', `${name}.jpg`);
const sentenceEnd = /[.!?]["'”’)]*$/;

test('writes a story as Markdown, and prints the output of every network as JSON', async () => {
	const out = test.info().outputPath('story.md');
	const words = ['--image', sample('coffee'), '--genre', 'romance', '--seed', '3', '--out', out, '--json'];
	const { line, stderr } = await answer('story', ...words);
	expect(line).toMatchObject({ picture: 'coffee.jpg', genre: 'romance', seed: 3, backend: 'wasm', blank: false });
	expect(line.modelHash).toMatch(/^[0-9a-f]{64}$/);
	expect(line.text).toMatch(sentenceEnd);
	expect(line.written).toBeGreaterThan(100);
	expect(line.written).toBeLessThanOrEqual(170);
	expect(stderr).toContain('Writing, part 1 of 3');

	const [look, captions, rank, think, shift] = line.stages;
	expect([look, captions, think, shift].map(({ stage }) => stage)).toEqual([
		'encodeImage',
		'captions',
		'encodeText',
		'shift',
	]);
	expect(look.features.length).toBeGreaterThan(100);
	expect(rank.nearest).toHaveLength(20);
	expect(rank.nearest.map(({ text }: { text: string }) => text)).toEqual(line.captions);
	for (const [at, { similarity }] of rank.nearest.entries()) {
		expect(similarity).toBeLessThanOrEqual(rank.nearest[Math.max(0, at - 1)].similarity);
	}
	expect(shift.map.genres.map(({ id }: { id: string }) => id).sort()).toEqual(genres.map(({ id }) => id).sort());
	for (const place of ['captions', 'neutral', 'style', 'shifted']) expect(shift.map[place]).toHaveLength(2);
	expect(
		line.words
			.map(({ text }: { text: string }) => text)
			.join('')
			.trim(),
	).toBe(line.text);
	for (const { probability } of line.words) {
		expect(probability).toBeGreaterThan(0);
		expect(probability).toBeLessThanOrEqual(1);
	}

	const saved = fromMarkdown(readFileSync(out, 'utf8'));
	expect(saved?.text).toBe(line.text);
	expect(readStoryRecipe(saved?.recipe)).toMatchObject({
		options: line.options,
		styles: [{ kind: 'genre', id: 'romance' }],
		picture: { name: 'coffee', width: 600, height: 400 },
		notes: [],
	});
});

test('writes about a folder, cycling through the genres, in a custom style, with increasing seeds', async () => {
	const folder = test.info().outputPath('photos');
	mkdirSync(join(folder, 'more'), { recursive: true });
	copyFileSync(sample('chelsea'), join(folder, 'chelsea.jpg'));
	copyFileSync(sample('rocket'), join(folder, 'more', 'rocket.jpg'));
	writeFileSync(join(folder, 'broken.jpg'), 'no picture at all');
	const style = test.info().outputPath('mine.txt');
	writeFileSync(style, prose(250).buffer);
	const out = test.info().outputPath('stories.json');
	const words = ['--image', folder, '--genre', 'each', '--style-text', style, '--seed', '7', '--out', out, '--vectors'];
	const { line, stderr } = await answer('story', ...words, '--length', 'short', '--samples', '10');
	expect(line).toMatchObject({ out, stories: 2, backend: 'wasm', unreadable: [{ file: 'broken.jpg' }] });
	expect(line.unreadable[0].why).toContain('“broken.jpg” is not a picture');
	expect(stderr).toContain('3/3 more/rocket.jpg');

	const stories = JSON.parse(readFileSync(out, 'utf8'));
	// The broken one comes first: its seed and its genre are left out.
	expect(stories).toMatchObject([
		{ picture: 'chelsea.jpg', genre: 'adventure=1 + mine=1', seed: 8 },
		{ picture: 'more/rocket.jpg', genre: 'mystery=1 + mine=1', seed: 9 },
	]);
	for (const { text, captions, stages, seconds, firstWord, vectors } of stories) {
		expect(text).toMatch(sentenceEnd);
		expect(captions[0]).toMatch(/^[a-z]/);
		expect(stages).toHaveLength(5);
		expect(firstWord).toBeLessThan(seconds);
		expect(vectors.after).toHaveLength(vectors.before.length);
	}
});

test('mistakes are reported in a sentence', async () => {
	const none = await atelier('story', '--image', sample('coffee'), '--genre', 'western');
	expect(none).toMatchObject({ code: 2, stdout: '' });
	expect(none.stderr).toMatch(/--genre "western" is none of romance, adventure/);
	const short = test.info().outputPath('short.txt');
	writeFileSync(short, 'It was a dark and stormy night.');
	const failed = await atelier('story', '--image', sample('coffee'), '--style-text', short);
	expect(failed).toMatchObject({ code: 1, stdout: '' });
	expect(failed.stderr).toContain('A style needs 200 sentences or more');
	const noPicture = await atelier('story', '--image', join(root, 'LICENSE'));
	expect(noPicture).toMatchObject({ code: 1, stdout: '' });
	expect(noPicture.stderr).toContain('“LICENSE” is not a picture that can be opened here.');
});
