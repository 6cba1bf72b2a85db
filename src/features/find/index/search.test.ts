import { describe, expect, it } from 'vitest';
import { randomBy } from '../../../models/testing/random';
import { search } from './search';
import { benchSearch } from './testing/benchSearch';
import { embeddingOf, entryOf, unitVector } from './testing/entries';
import type { Hit, IndexEntry } from './types';
import { createVectorTable } from './vectorTable';

const random = randomBy(7);
const pictures = (count: number, width: number): IndexEntry[] =>
	Array.from({ length: count }, (_, at) => entryOf(`${at}`, { embedding: embeddingOf(unitVector(random, width)) }));

function naive(entries: readonly IndexEntry[], query: Float32Array, top: number): Hit[] {
	return entries
		.map(({ hash, embedding }) => ({
			hash,
			score: (embedding?.vector ?? new Float32Array()).reduce((sum, value, at) => sum + value * query[at]!, 0),
		}))
		.sort((a, b) => b.score - a.score)
		.slice(0, top);
}

function expectSame(hits: readonly Hit[], wanted: readonly Hit[]): void {
	expect(hits.map(({ hash }) => hash)).toEqual(wanted.map(({ hash }) => hash));
	for (const [at, { score }] of hits.entries()) expect(score).toBeCloseTo(wanted[at]!.score, 6);
}

describe('search', () => {
	it('finds the same as a naive search, also at widths that are not multiples of four', () => {
		for (const [count, width, top] of [
			[500, 300, 20],
			[500, 7, 499],
			[3, 5, 10],
			[1, 4, 1],
		] as const) {
			const entries = pictures(count, width);
			const query = unitVector(random, width);
			expectSame(search(createVectorTable(entries), query, top), naive(entries, query, top));
		}
	});

	it('ranks a picture itself first, with a cosine of 1', () => {
		const entries = pictures(100, 30);
		const [hit] = search(createVectorTable(entries), entries[42]!.embedding!.vector, 1);
		expect(hit?.hash).toBe(entries[42]!.hash);
		expect(hit?.score).toBeCloseTo(1, 6);
	});

	it('sorts equal scores the same way, whatever the order of the rows', () => {
		const same = ['d', 'b', 'a', 'c'].map((name) => entryOf(name, { embedding: embeddingOf(Float32Array.of(1, 0)) }));
		for (const entries of [same, [...same].reverse()]) {
			const hits = search(createVectorTable(entries), Float32Array.of(1, 0), 3);
			expect(hits.map(({ hash }) => hash)).toEqual(['hash of a', 'hash of b', 'hash of c']);
		}
	});

	it('finds nothing for a query of another width, a limit of 0, or an empty table', () => {
		const entries = pictures(5, 4);
		const table = createVectorTable(entries);
		expect(search(table, new Float32Array(5), 3)).toEqual([]);
		expect(search(table, unitVector(random, 4), 0)).toEqual([]);
		expect(search(createVectorTable(), new Float32Array(0), 3)).toEqual([]);
	});

	it('never ranks a vector that is not a number', () => {
		const broken = entryOf('broken', { embedding: embeddingOf(Float32Array.of(Number.NaN, 0)) });
		const far = entryOf('far', { embedding: embeddingOf(Float32Array.of(-1, 0)) });
		const hits = search(createVectorTable([broken, far]), Float32Array.of(1, 0), 5);
		expect(hits).toEqual([{ hash: 'hash of far', score: -1 }]);
	});
});

describe('the table of vectors', () => {
	it('follows additions, removals and changed vectors, and reuses rows', () => {
		const entries = pictures(200, 12);
		const table = createVectorTable(entries);
		const room = table.values.length;
		const query = unitVector(random, 12);
		let current = entries;
		for (let round = 0; round < 10; round++) {
			const fresh = pictures(20, 12).map((entry, at) => ({ ...entry, hash: `round ${round}, ${at}` }));
			const changed = { ...current[30]!, embedding: embeddingOf(unitVector(random, 12)) };
			current = [...current.filter((_, at) => at % 9 !== 0 && at !== 30), changed, ...fresh].slice(-200);
			table.sync(current);
			expect(table.size).toBe(current.length);
			expectSame(search(table, query, 50), naive(current, query, 50));
		}
		expect(table.values.length).toBe(room);
	});

	it('leaves out pictures without a vector, and those of another model', () => {
		const entries = [
			entryOf('new', { embedding: embeddingOf(Float32Array.of(1, 0), 'second') }),
			entryOf('old', { embedding: embeddingOf(Float32Array.of(1, 0), 'first') }),
			entryOf('waiting'),
		];
		expect(createVectorTable(entries, 'second').hashes).toEqual(['hash of new']);
		expect(createVectorTable(entries).size).toBe(2);
	});

	it('takes the width of a new model', () => {
		const old = [entryOf('a', { embedding: embeddingOf(Float32Array.of(1, 0), 'first') })];
		const fresh = [entryOf('a', { embedding: embeddingOf(Float32Array.of(0, 0, 1), 'second') })];
		const table = createVectorTable(old);
		table.sync(fresh, 'second');
		expect(table.width).toBe(3);
		expect(table.values.slice(0, 3)).toEqual(Float32Array.of(0, 0, 1));
		expect(table.hashes).toEqual(['hash of a']);
	});
});

describe('benchSearch', () => {
	it('measures a search of the requested size', () => {
		expect(benchSearch({ pictures: 20, width: 4, top: 3, rounds: 2 })).toEqual({
			pictures: 20,
			width: 4,
			top: 3,
			build: expect.any(Number),
			sync: expect.any(Number),
			query: expect.any(Number),
		});
	});
});
