import { describe, expect, it } from 'vitest';
import { parseBirdVocabulary } from '../../networks/birdVocabulary.shared';
import { suggest, withWord, wordAtCaret } from './suggest';
import { vocabulary } from './testing/vocabulary';

const suggested = (text: string, caret = text.length) =>
	suggest(vocabulary, wordAtCaret(text, caret)).map(({ word }) => word);

describe('the place of the caret', () => {
	it('tells the word being typed and the one before', () => {
		expect(wordAtCaret('a small re', 10)).toEqual({ before: 'small', typed: 're', start: 8, end: 10 });
		expect(wordAtCaret('A small, ', 9)).toEqual({ before: 'small', typed: '', start: 9, end: 9 });
		expect(wordAtCaret('', 0)).toEqual({ before: '', typed: '', start: 0, end: 0 });
	});

	it('takes the rest of a word with it, inside of one', () => {
		expect(wordAtCaret('a reed bird', 4)).toEqual({ before: 'a', typed: 're', start: 2, end: 6 });
	});

	it('is found quickly in any length of text', () => {
		expect(wordAtCaret(`${'red bird '.repeat(2000)}wh`, 18002)).toMatchObject({
			before: 'bird',
			typed: 'wh',
			start: 18000,
		});
	});
});

describe('suggestions', () => {
	it('begin as what is typed: what often follows first, then the commonest', () => {
		expect(suggested('a small r')).toEqual(['red', 'round']);
		expect(suggested('bl')).toEqual(['black', 'blue']);
		expect(suggested('a bright bl')).toEqual(['blue', 'black']);
	});

	it('tell what often follows at a word’s start, colours and parts before joining words', () => {
		expect(suggested('a bird with ')).toEqual(['red', 'a', 'the']);
		expect(suggested('')).toEqual(['small', 'a']);
	});

	it('put colours that can hardly be drawn last', () => {
		const words = ['pink', 'plain', 'pale'].map((word, at) => ({ word, kind: 'colour', count: 90 - at }));
		const rare = parseBirdVocabulary({ words, next: { a: ['pink', 'pale'] } });
		expect(suggest(rare, wordAtCaret('p', 1)).map(({ word }) => word)).toEqual(['plain', 'pale', 'pink']);
		expect(suggest(rare, wordAtCaret('a ', 2)).map(({ word }) => word)).toEqual(['pale', 'pink']);
	});

	it('are none of a word that is whole, or behind one that nothing follows', () => {
		expect(suggested('red')).toEqual([]);
		expect(suggested('a zebra ')).toEqual([]);
	});

	it('take the word’s place with a blank behind it', () => {
		expect(withWord('a small re', wordAtCaret('a small re', 10), 'red')).toEqual({ text: 'a small red ', caret: 12 });
		expect(withWord('a re bird', wordAtCaret('a re bird', 4), 'red')).toEqual({ text: 'a red bird', caret: 6 });
	});
});
