import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UsageError } from '../flags';
import type { EmbeddedEntry } from './embedFiles';
import { readIndex, writeIndex } from './indexFile';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'atelier-index-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const entry: EmbeddedEntry = {
	hash: 'ab'.repeat(32),
	source: 'folder',
	name: 'dog',
	path: 'photos/dog.jpg',
	width: 640,
	height: 480,
	added: 0,
	embedding: {
		modelHash: 'model',
		vector: Float32Array.of(0.125, -0.5, 0.25),
		captions: [{ text: 'a dog', words: ['a', 'dog'], logProbability: -2.5 }],
	},
};

it('reads what it wrote, each picture once, and leaves nothing else behind', async () => {
	const file = join(folder, 'index.json');
	await writeIndex(file, [], 'model');
	await writeIndex(file, [{ ...entry, name: 'older' }, entry], 'model');
	expect(readIndex(file, 'model')).toEqual([entry]);
	expect(readdirSync(folder)).toEqual(['index.json']);
});

it('begins with nothing, and takes no vectors of other networks', async () => {
	expect(readIndex(join(folder, 'none.json'), 'model')).toEqual([]);
	const file = join(folder, 'other.json');
	await writeIndex(file, [entry], 'model');
	expect(readIndex(file, 'newer')).toEqual([]);
});

it('passes by pictures that are not embedded yet', async () => {
	const file = join(folder, 'pending.json');
	await writeIndex(file, [entry], 'model');
	const { pictures, ...head } = JSON.parse(readFileSync(file, 'utf8'));
	const { vector: _, ...pending } = { ...pictures[0], hash: 'cd'.repeat(32) };
	writeFileSync(file, JSON.stringify({ ...head, pictures: [pending, ...pictures] }));
	expect(readIndex(file, 'model')).toEqual([entry]);
});

it.each([
	['no JSON', '{'],
	['no index', '[]'],
	['an entry that is none', '{"model":"model","pictures":[{"hash":"x"}]}'],
])('refuses %s, and names the file', (_, text) => {
	const file = join(folder, 'wrong.json');
	writeFileSync(file, text);
	expect(() => readIndex(file, 'model')).toThrow(UsageError);
	expect(() => readIndex(file, 'model')).toThrow(`--index ${file} is not an index`);
});
