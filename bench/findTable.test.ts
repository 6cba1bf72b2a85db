import { expect, it } from 'vitest';
import { findTable } from './findTable';
import { rowsOf } from './testing/reports';

it('puts each figure beside its floor, and indexing as for 1,000 pictures', () => {
	const rows = rowsOf(findTable, {
		pictures: 'synthetic, 192 px',
		caption: { caption: 500, seeing: 125, text: 'a dog' },
		index: { pictures: 100, intake: 2, embedding: 10 },
		query: { vectors: 10_000, encode: 6, search: 2, together: 8, rerank: 150 },
		invert: { sentence: 'a dog', total: 12_000, steps: 60, converged: true },
	});
	expect(rows).toEqual([
		'one caption from a file, beam 3 | 500 ms |  | 200 ms | 100 ms | 2.50x',
		'- decoding and perception | 125 ms | 25%',
		'1,000 pictures indexed | 120.0 s |  | 150.0 s | 90.0 s | 0.80x',
		'- one picture: vector and caption | 100 ms | 0.20x',
		'- one picture: hash and thumbnail | 20.0 ms',
		'query over 10,000 vectors | 8.0 ms |  | 50.0 ms | 10.0 ms | 0.16x',
		'- the sentence encoded | 6.0 ms | 75%',
		'- the vectors searched | 2.0 ms | 25%',
		'- the 50 best ranked again | 150 ms',
		'deep search, 60 steps | 12.0 s',
		'- one step | 200 ms',
	]);
});
