import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultStoryOptions, storyOptions } from '../../src/features/story/options';
import { kebab, parseFlags } from '../flags';
import { planOf, type StoryFlags, seedOf } from '../story/plan';
import { story } from './story';

let folder: string;
let photo: string;
let text: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'atelier-story-cli-'));
	photo = join(folder, 'photo.jpg');
	text = join(folder, 'austen.txt');
	writeFileSync(photo, 'bytes');
	writeFileSync(text, 'words');
});
afterAll(() => rmSync(folder, { recursive: true }));

const plan = (...words: string[]) => planOf(parseFlags(story.flags, ['--image', photo, ...words]) as StoryFlags);

it('makes a plan of its flags; what is not given keeps its default', () => {
	expect(plan()).toEqual({
		files: [{ file: 'photo.jpg', path: photo }],
		alone: true,
		genres: [{ id: 'romance', weight: 1 }],
		texts: [],
		options: defaultStoryOptions,
		json: false,
		vectors: false,
	});
	const out = join(folder, 'a.md');
	const more = ['--length', 'short', '--top-p', '0.5', '--begin', 'Once.', '--out', out, '--json', '--vectors'];
	expect(plan('--genre', 'mystery=2', '--genre', 'romance', '--seed', '3', ...more)).toMatchObject({
		genres: [
			{ id: 'mystery', weight: 2 },
			{ id: 'romance', weight: 1 },
		],
		options: { ...defaultStoryOptions, seed: 3, length: 'short', topP: 0.5 },
		begin: 'Once.',
		out: { kind: 'story', path: out },
		json: true,
		vectors: true,
	});
});

it('has a flag for every option of Story', () => {
	for (const name of Object.keys(storyOptions)) expect(Object.keys(story.flags), kebab(name)).toContain(name);
});

it('writes in no genre beside a text of one’s own, unless one is named', () => {
	const own = { data: Buffer.from('words').toString('base64'), name: 'austen.txt' };
	expect(plan('--style-text', text)).toMatchObject({ genres: [], texts: [own] });
	expect(plan('--style-text', text, '--genre', 'romance')).toMatchObject({
		genres: [{ id: 'romance', weight: 1 }],
		texts: [own],
	});
});

it('counts seeds up, and begins anew after the largest', () => {
	expect([0, 1, 2].map((at) => seedOf(7, at))).toEqual([7, 8, 9]);
	expect(seedOf(storyOptions.seed.max, 1)).toBe(0);
});

it('says what is wrong before anything is opened', async () => {
	const run = (...words: string[]) => story.run(parseFlags(story.flags, words));
	await expect(run('--image', '/nowhere.jpg')).rejects.toThrow('--image /nowhere.jpg does not exist. Check the path.');
	const told = (...words: string[]) => expect(() => plan(...words));
	told('--genre', 'western').toThrow(/"western" is none of/);
	told('--genre', 'romance=0').toThrow(/all weights are 0/);
	told('--style-text', join(folder, 'none.txt')).toThrow(/^--style-text .*none\.txt cannot be read/);
	told('--begin', ' ').toThrow(/--begin is blank/);
	told('--out', 'story.txt').toThrow(/end it in \.md or \.json/);
	told('--strength', '2').toThrow('--strength takes a number from 0 to 1.5, not 2.');
});
