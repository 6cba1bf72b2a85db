import { expect, it } from 'vitest';
import { storyTable } from './storyTable';
import { rowsOf } from './testing/reports';

it('puts each figure beside its floor, and the stages beside the first word', () => {
	const rows = rowsOf(storyTable, {
		firstWord: 1000,
		stages: { encodeImage: 100, captions: 500, rank: 50, encodeText: 250, shift: 10 },
		story: 12_000,
		word: 30,
		token: 24,
		words: 118,
		sampled: 100,
		bank: 20_000,
	});
	expect(rows).toEqual([
		'first word from a file | 1000 ms |  | 1500 ms | 1000 ms | 0.67x',
		'- decoding and perception | 100 ms | 10%',
		'- 100 captions sampled | 500 ms | 50%',
		'- ranked, with 20,000 of the bank | 50.0 ms | 5%',
		'- thought vectors | 250 ms | 25%',
		'- style shift | 10.0 ms | 1%',
		'- the word itself, and the way to the page | 90.0 ms | 9%',
		'story of 120 words from a file | 12.0 s |  | 4000 ms | 2500 ms | 3.00x',
		'- one word | 30.0 ms',
		'- one token | 24.0 ms',
	]);
});
