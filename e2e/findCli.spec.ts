import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../scripts/build';
import { answer, atelier } from './support/atelier';

const sample = (name: string) => join(root, 'public', 'samples', `${name}.jpg`);

/** Three photos, one of them twice, one file that is no picture, and one that does not say it is one. */
function library(): string {
	const folder = test.info().outputPath('photos');
	mkdirSync(join(folder, 'more'), { recursive: true });
	for (const name of ['chelsea', 'coffee']) copyFileSync(sample(name), join(folder, `${name}.jpg`));
	for (const name of ['rocket', 'coffee']) copyFileSync(sample(name), join(folder, 'more', `${name}.jpg`));
	writeFileSync(join(folder, 'broken.jpg'), 'no picture at all');
	writeFileSync(join(folder, 'notes.txt'), 'nor this');
	return folder;
}
const readable = ['chelsea.jpg', 'coffee.jpg', 'more/coffee.jpg', 'more/rocket.jpg'];

test('captions a folder: one document, each file with its captions, best first; unreadable files are named', async () => {
	const out = test.info().outputPath('captions.json');
	const { line, stderr } = await answer('caption', '--in', library(), '--out', out, '--count', '2');
	expect(line).toMatchObject({ out, captioned: 4, backend: 'wasm', unreadable: [{ file: 'broken.jpg' }] });
	expect(line.unreadable[0].why).toContain('“broken.jpg” is not a picture');
	expect(line.modelHash).toMatch(/^[0-9a-f]{64}$/);
	expect(stderr).toContain('broken.jpg: “broken.jpg” is not a picture');
	expect(stderr).toContain('Captioned 3 of 3 pictures');

	const captions = JSON.parse(readFileSync(out, 'utf8'));
	expect(Object.keys(captions)).toEqual(readable);
	for (const found of Object.values<{ text: string; logProbability: number }[]>(captions)) {
		expect(found).toHaveLength(2);
		for (const { text, logProbability } of found) {
			expect(text).toMatch(/^[a-z0-9]+( [a-z0-9]+)+$/);
			expect(logProbability).toBeLessThan(0);
		}
	}
	expect(captions['coffee.jpg']).toEqual(captions['more/coffee.jpg']);
	expect(captions['coffee.jpg']).not.toEqual(captions['chelsea.jpg']);
});

test('prints the document of a single picture, and fails with the page’s message for other files', async () => {
	const { line } = await answer('caption', '--in', sample('chelsea'));
	expect(Object.keys(line)).toEqual(['chelsea.jpg']);
	expect(Object.keys(line['chelsea.jpg'][0])).toEqual(['text', 'logProbability', 'probability']);
	const failed = await atelier('caption', '--in', join(root, 'LICENSE'));
	expect(failed).toMatchObject({ code: 1, stdout: '' });
	expect(failed.stderr).toContain('“LICENSE” is not a picture that can be opened here.');
});

test('searches by description, names unknown words, and embeds no picture twice with an index', async () => {
	const index = test.info().outputPath('index.json');
	const words = ['--library', library(), '--query', 'a small cat qqxyz', '--top', '2', '--index', index];
	const { line: first, stderr } = await answer('search', ...words);
	expect(first).toMatchObject({ query: 'a small cat qqxyz', mode: 'joint', embedded: 3, pictures: 4 });
	expect(first.words).toContain('small');
	expect(first.unknown.map(({ word }: { word: string }) => word)).toEqual(['qqxyz']);
	expect(stderr).toContain('The captioner does not know “qqxyz”');
	expect(first.results).toHaveLength(2);
	const [best, next] = first.results;
	expect(best.score).toBeGreaterThanOrEqual(next.score);
	expect(readable).toContain(best.file);
	expect(best.caption).toMatch(/^[a-z]/);

	const { line: second } = await answer('search', ...words);
	// Vectors in the file are rounded.
	const results = first.results.map((one: { score: number }) => ({ ...one, score: expect.closeTo(one.score, 3) }));
	expect(second).toMatchObject({ embedded: 0, pictures: 4, results });

	const { line: inverted } = await answer('search', ...words, '--mode', 'invert', '--steps', '5');
	expect(inverted).toMatchObject({ mode: 'invert', embedded: 0, words: first.words, steps: 5 });
	expect(inverted.results).toHaveLength(2);
	expect(inverted.results).not.toEqual(first.results);
});

test('finds similar pictures, without the picture itself and its copies', async () => {
	const { line } = await answer('similar', '--library', library(), '--image', sample('coffee'));
	expect(line.results.map(({ file }: { file: string }) => file).sort()).toEqual(['chelsea.jpg', 'more/rocket.jpg']);
	expect(line.results[0].score).toBeGreaterThanOrEqual(line.results[1].score);
	expect(line.unreadable).toMatchObject([{ file: 'broken.jpg' }]);
});

test('lists similar words and completes analogies; unknown words are named', async () => {
	const { line: like } = await answer('words', '--like', 'boy', '--top', '5');
	expect(like.words).toHaveLength(5);
	expect(like.words.map(({ word }: { word: string }) => word)).toContain('child');
	const { line: analogy } = await answer('words', '--analogy', 'dog dogs cat');
	const found = analogy.words.map(({ word }: { word: string }) => word);
	expect(found).toHaveLength(10);
	for (const given of ['dog', 'dogs', 'cat']) expect(found).not.toContain(given);
	expect(found[0]).toBe('cats');
	const unknown = await atelier('words', '--like', 'girll');
	expect(unknown).toMatchObject({ code: 2, stdout: '' });
	expect(unknown.stderr).toMatch(/The captioner does not know “girll” \(similar spelling: .*girl/);
});

test('mistakes are reported before anything is opened', async () => {
	const empty = test.info().outputPath('empty');
	mkdirSync(empty, { recursive: true });
	const told = async (...words: string[]) => {
		const { code, stderr } = await atelier(...words);
		expect(code).toBe(2);
		return stderr;
	};
	expect(await told('caption', '--in', empty)).toContain('this folder contains no pictures');
	expect(await told('search', '--library', empty, '--query', ' ')).toContain('--query is blank');
	expect(await told('similar', '--library', library(), '--image', 'none.jpg')).toContain('none.jpg does not exist');
});
