import { describe, expect, it } from 'vitest';
import { exportJson } from './exportJson';
import { embeddingOf, entryOf } from './testing/entries';
import type { IndexEntry } from './types';

const read = async (entries: readonly IndexEntry[], modelHash?: string) => {
	const state = { entries: new Map(entries.map((entry) => [entry.hash, entry])), modelHash };
	return JSON.parse(await exportJson(state, Date.UTC(2026, 0, 2)).text());
};

describe('exportJson', () => {
	it('exports each picture with captions and vector, rounded to four decimals', async () => {
		const entry = entryOf('a', {
			path: 'Holiday/“a”.jpg',
			thumbnail: new Blob(['never exported']),
			embedding: embeddingOf(Float32Array.of(0.123456, -1)),
		});
		expect(await read([entry])).toEqual({
			model: 'model',
			created: '2026-01-02T00:00:00.000Z',
			pictures: [
				{
					path: 'Holiday/“a”.jpg',
					name: 'a',
					hash: 'hash of a',
					width: 40,
					height: 30,
					captions: [{ text: 'a dog runs', logProbability: -4.1235 }],
					vector: [0.1235, -1],
				},
			],
		});
	});

	it('exports no vectors of another model, and none for pictures that have none', async () => {
		const { model, pictures } = await read(
			[
				entryOf('old', { embedding: embeddingOf(Float32Array.of(1), 'first') }),
				entryOf('new', { embedding: embeddingOf(Float32Array.of(1), 'second') }),
				entryOf('waiting'),
			],
			'second',
		);
		expect(model).toBe('second');
		const vectors = pictures.map(({ name, vector }: { name: string; vector?: number[] }) => [name, vector]);
		expect(vectors).toEqual([
			['old', undefined],
			['new', [1]],
			['waiting', undefined],
		]);
		expect(pictures[0].captions.length).toBe(1);
		expect(pictures[2].captions).toEqual([]);
	});

	it('is a valid document when the index is empty', async () => {
		expect(await read([])).toEqual({ model: null, created: expect.any(String), pictures: [] });
	});
});
