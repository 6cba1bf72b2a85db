import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlainEntry } from '../../src/app/tabs/find/automationTypes';
import { exportJson } from '../../src/features/find/index/exportJson';
import type { IndexEntry } from '../../src/features/find/index/types';
import { gridOf } from '../../src/networks/shared/plainGrid';
import { UsageError } from '../flags';
import { readIndex, writeIndex } from './indexFile';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'atelier-index-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const entry: PlainEntry = {
	hash: 'ab'.repeat(32),
	source: 'folder',
	name: 'dog',
	path: 'photos/dog.jpg',
	width: 640,
	height: 480,
	added: 0,
	embedding: {
		modelHash: 'model',
		vector: [0.125, -0.5, 0.25],
		grid: { side: 1, scale: 0.5, codes: 'gQB/' },
		captions: [{ text: 'a dog', words: ['a', 'dog'], logProbability: -2.5 }],
	},
};

/** The document as the page exports it. */
const documentOf = (entries: readonly PlainEntry[]): Promise<string> => {
	const whole = entries.map(
		({ embedding: { vector, grid, ...rest }, ...one }): IndexEntry => ({
			...one,
			embedding: { ...rest, vector: Float32Array.from(vector), ...(grid && { grid: gridOf(grid) }) },
		}),
	);
	return exportJson({ entries: new Map(whole.map((one) => [one.hash, one])), modelHash: 'model' }, 0).text();
};

it('reads what it wrote, and leaves nothing else behind', async () => {
	const file = join(folder, 'index.json');
	writeIndex(file, await documentOf([]));
	writeIndex(file, await documentOf([entry]));
	expect(readIndex(file, 'model')).toEqual([entry]);
	expect(readdirSync(folder)).toEqual(['index.json']);
});

it('starts empty, and reads no vectors of other networks', async () => {
	expect(readIndex(join(folder, 'none.json'), 'model')).toEqual([]);
	const file = join(folder, 'other.json');
	writeIndex(file, await documentOf([entry]));
	expect(readIndex(file, 'newer')).toEqual([]);
});

it('skips pictures that are not embedded yet', async () => {
	const file = join(folder, 'pending.json');
	writeIndex(file, await documentOf([entry]));
	const { pictures, ...head } = JSON.parse(readFileSync(file, 'utf8'));
	const { vector: _, ...pending } = { ...pictures[0], hash: 'cd'.repeat(32) };
	writeFileSync(file, JSON.stringify({ ...head, pictures: [pending, ...pictures] }));
	expect(readIndex(file, 'model')).toEqual([{ ...entry, added: 1 }]);
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
