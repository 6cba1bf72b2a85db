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
	added: 1,
	embedding: {
		modelHash: 'model',
		vector: Float32Array.of(0.1, -1 / 3, 1e-8),
		captions: [{ text: 'a dog', words: ['a', 'dog'], logProbability: -2.5 }],
	},
};

it('reads what it wrote, to the last bit of each vector, and leaves nothing else behind', () => {
	const file = join(folder, 'index.json');
	writeIndex(file, []);
	writeIndex(file, [entry]);
	expect(readIndex(file)).toEqual([entry]);
	expect(readdirSync(folder)).toEqual(['index.json']);
});

it('begins with nothing, and passes by pictures that are not embedded yet', () => {
	expect(readIndex(join(folder, 'none.json'))).toEqual([]);
	const file = join(folder, 'pending.json');
	writeIndex(file, [entry]);
	const { pictures, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
	const { embedding: _, ...pending } = pictures[0];
	writeFileSync(file, JSON.stringify({ ...rest, pictures: [pending, ...pictures] }));
	expect(readIndex(file)).toEqual([entry]);
});

it.each([
	['no JSON', '{'],
	['no index', '[]'],
	['an entry that is none', '{"pictures":[{"hash":"x"}]}'],
])('refuses %s, and names the file', (_, text) => {
	const file = join(folder, 'wrong.json');
	writeFileSync(file, text);
	expect(() => readIndex(file)).toThrow(UsageError);
	expect(() => readIndex(file)).toThrow(`--index ${file} is not an index`);
});
