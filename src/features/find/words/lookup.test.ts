import { describe, expect, it } from 'vitest';
import { completions, lookUp, spelt } from './lookup';

const words = ['a', 'dog', 'dogs', 'snow', 'snowboard', 'zebra', 'snowy', 'jumping', 'here', 'zebras'];

it('spelt: as the vocabulary has it', () => {
	expect(spelt("  Zébra's ")).toBe('zebras');
	expect(spelt('雪')).toBe('');
});

describe('completions', () => {
	it('keeps the order of commonness and the count', () => {
		expect(completions(words, 'Snow', 2)).toEqual(['snow', 'snowboard']);
	});
	it('offers nothing for nothing typed', () => {
		expect(completions(words, ' ', 5)).toEqual([]);
	});
});

describe('lookUp', () => {
	it('finds the word itself', () => {
		expect(lookUp(words, ' DOG ')).toEqual({ index: 1, suggestions: [] });
	});
	it('suggests what begins so before what is misspelt', () => {
		expect(lookUp(words, 'snowb').suggestions).toEqual(['snowboard', 'snow', 'snowy']);
		expect(lookUp(words, 'zebre')).toEqual({ suggestions: ['zebra', 'zebras'] });
		expect(lookUp(words, 'jumpnig').suggestions).toEqual(['jumping']);
	});
	it('suggests nothing for what nothing resembles', () => {
		expect(lookUp(words, 'quasar')).toEqual({ suggestions: [] });
		expect(lookUp(words, '雪')).toEqual({ suggestions: [] });
	});
});
