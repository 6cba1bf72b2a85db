import { describe, expect, it } from 'vitest';
import { tinyTokenizer, vocabulary, wholeWords } from '../../networks/testing/story';
import { mark, unmark } from './casing';
import { Tokeniser } from './tokeniser';

const specialTokens = { start: 0, capital: 1, paragraph: 2 };
const tokeniser = new Tokeniser(tinyTokenizer, vocabulary, specialTokens);
const textOf = (ids: readonly number[]) => ids.map((id) => tokeniser.pieces[id]).join('');

describe('a tokeniser', () => {
	it('encodes a known word as one token, and the rest as bytes', () => {
		for (const word of wholeWords) expect(textOf(tokeniser.encode(word))).toBe(word);
		expect(tokeniser.encode(' dog')).toHaveLength(1);
		expect(tokeniser.encode(' zebu')).toHaveLength(5);
		expect(tokeniser.encode('é')).toHaveLength(2);
	});

	it('decodes what it encoded', () => {
		const text = 'The man said, "Dogs!" — no: a red HOUSE, and I.';
		expect(unmark(textOf(tokeniser.encode(mark(text)).filter((id) => tokeniser.pieces[id] !== undefined)))).toBe(
			'The man said, "Dogs!"  no: a red House, and I.',
		);
		expect(tokeniser.encode(mark('The')).slice(0, 1)).toEqual([specialTokens.capital]);
	});

	it('has no text for the start and for parts of characters', () => {
		expect(tokeniser.pieces).toHaveLength(vocabulary);
		expect(tokeniser.pieces[specialTokens.start]).toBeUndefined();
		expect(tokeniser.pieces[specialTokens.capital]).toBe('⇧');
		expect(tokeniser.encode('é').map((id) => tokeniser.pieces[id])).toEqual([undefined, undefined]);
	});

	it('encodes sentences without capital tokens, and never to nothing', () => {
		expect(tokeniser.encodeSentence('The Dog')).toEqual(tokeniser.encode(' the dog'));
		expect(tokeniser.encodeSentence('  ').length).toBeGreaterThan(0);
	});

	it('names what is wrong with its file', () => {
		expect(() => new Tokeniser(tinyTokenizer, vocabulary + 1, specialTokens)).toThrow(RangeError);
		expect(() => new Tokeniser({}, vocabulary, specialTokens)).toThrow(RangeError);
		expect(() => new Tokeniser(tinyTokenizer, vocabulary, { ...specialTokens, capital: 5 })).toThrow(/token/);
	});
});
