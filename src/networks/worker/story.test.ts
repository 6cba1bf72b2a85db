import { describe, expect, it } from 'vitest';
import { parseBank, parseBankConfig } from './bank';
import { parseSkipThoughtConfig } from './skipThought';
import { parseStorytellerConfig } from './storyteller';

const specialTokens = { start: 0, capital: 1, paragraph: 2 };
const skipThought = {
	architecture: 'skipthought',
	vocabulary: 8192,
	embedding: 320,
	encoder: { kind: 'gru', hidden: 640, pooling: 'mean' },
	vector: 640,
	maxTokens: 48,
	specialTokens,
};
const storyteller = {
	architecture: 'storyteller',
	skipthought: 'a'.repeat(64),
	vocabulary: 8192,
	embedding: 512,
	decoder: { kind: 'gru', hidden: 1024, layers: 2 },
	thought: 640,
	theme: 64,
	opening: 128,
	genres: [{ id: 'romance', passages: 9000 }],
	specialTokens,
	cast: { female: ['Lucy'], male: ['Tom'], surname: ['Brown'], place: ['York'] },
	stock: ['been waiting for you'],
	lexicon: { romance: ['love'] },
};
const bank = { architecture: 'bank', captioner: 'b'.repeat(64), count: 2, width: 300, directions: 64 };

describe('the configurations of the networks that write stories', () => {
	it('are read', () => {
		expect(parseSkipThoughtConfig(skipThought)).toEqual(skipThought);
		expect(parseStorytellerConfig(storyteller)).toEqual(storyteller);
		expect(parseBankConfig(bank)).toEqual(bank);
		expect(parseBank({ sentences: ['a dog', 'a cat'] }, parseBankConfig(bank))).toEqual(['a dog', 'a cat']);
	});

	it.each([
		['encoder.pooling', () => parseSkipThoughtConfig({ ...skipThought, encoder: { kind: 'gru', hidden: 640 } })],
		[
			'specialTokens.capital',
			() => parseSkipThoughtConfig({ ...skipThought, specialTokens: { ...specialTokens, capital: 2 } }),
		],
		['skipthought', () => parseStorytellerConfig({ ...storyteller, skipthought: 'latest' })],
		['genres', () => parseStorytellerConfig({ ...storyteller, genres: [] })],
		['captioner', () => parseBankConfig({ ...bank, captioner: undefined })],
		['sentences', () => parseBank({ sentences: ['a dog'] }, parseBankConfig(bank))],
	])('name %s when it is wrong', (field, read) => {
		expect(read).toThrow(expect.objectContaining({ code: 'model-invalid' }));
		expect(read).toThrow(` at ${field} `);
	});
});
