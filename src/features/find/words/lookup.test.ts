import { describe, expect, it } from 'vitest';
import { completions, lookUp, spelt } from './lookup';

const words = ['a', 'dog', 'dogs', 'snow', 'snowboard', 'zebra', 'snowy', 'jumping', 'here', 'zebras'];

it('spelt normalises text to the vocabulary’s spelling', () => {
	expect(spelt("  Zébra's ")).toBe('zebras');
	expect(spelt('雪')).toBe('');
});

describe('completions', () => {
	it('keeps the order of frequency and the limit', () => {
		expect(completions(words, 'Snow', 2)).toEqual(['snow', 'snowboard']);
	});
	it('offers nothing for empty text', () => {
		expect(completions(words, ' ', 5)).toEqual([]);
	});
});

describe('lookUp', () => {
	it('finds the word itself', () => {
		expect(lookUp(words, ' DOG ')).toEqual({ index: 1, suggestions: [] });
	});
	it('suggests completions before similar spellings', () => {
		expect(lookUp(words, 'snowb').suggestions).toEqual(['snowboard', 'snow', 'snowy']);
		expect(lookUp(words, 'zebre')).toEqual({ suggestions: ['zebra', 'zebras'] });
		expect(lookUp(words, 'jumpnig').suggestions).toEqual(['jumping']);
	});
	it('suggests nothing when no word is close', () => {
		expect(lookUp(words, 'quasar')).toEqual({ suggestions: [] });
		expect(lookUp(words, '雪')).toEqual({ suggestions: [] });
	});
});
