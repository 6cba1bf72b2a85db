import { describe, expect, it } from 'vitest';
import {
	continuesWord,
	endsSentence,
	endsSentenceBefore,
	isQuoteOpen,
	isWithinSentence,
	isWord,
	wordsOf,
} from './words';

describe('continuesWord', () => {
	it.each([
		['', ' then'],
		['⇧', ' then'],
		['¶', '⇧'],
		['¶⇧', ' "'],
		[' th', 'en'],
		[' o', "'"],
		[" o'", 'clock'],
		[' don', "'t"],
		[' half', '-'],
		[' half-', 'bre'],
		[' .', '..'],
		['.', '"'],
		[' 18', '97'],
		[' he', '2'],
	])('%j goes on with %j', (word, piece) => {
		expect(continuesWord(word, piece)).toBe(true);
	});

	it.each([
		[' then', ' he'],
		[' then', '⇧'],
		[' then', '¶'],
		[' then', ','],
		[' then', '."'],
		[' "', 'then'],
		['"⇧', ' then'.trim()],
		['.', ' "'],
		['—', 'then'],
		['"', "'t"],
	])('%j is followed by %j', (word, piece) => {
		expect(continuesWord(word, piece)).toBe(false);
	});
});

describe('endsSentence', () => {
	it.each(' he smiled.| did he?| "oh!"| he said "no."| (so he did.)|...| said i.| in 1897.| at 5.'.split('|'))(
		'after %j',
		(text) => {
			expect(endsSentence(text)).toBe(true);
		},
	);
	it.each([' mr.', ' said⇧ mrs.', ' j.', ' he smiled', ' he smiled,"', ''])('not after %j', (text) => {
		expect(endsSentence(text)).toBe(false);
	});
	it('is judged by the next token', () => {
		expect(endsSentenceBefore(' he smiled.', '⇧')).toBe(true);
		expect(endsSentenceBefore(' he smiled.', '¶')).toBe(true);
		expect(endsSentenceBefore(' he smiled.', ' "')).toBe(true);
		expect(endsSentenceBefore(' "oh!"', ' he')).toBe(false);
		expect(endsSentenceBefore(' he smiled', '⇧')).toBe(false);
	});
});

describe('words', () => {
	it('have a letter or a digit', () => {
		expect([' a', ' 5', ' é'].every(isWord)).toBe(true);
		expect([' "', '—', '⇧', ''].some(isWord)).toBe(false);
	});
	it('are compared without case and punctuation', () => {
		expect(wordsOf('"Don\'t," said the half-blind man — No. 5.')).toEqual([
			"don't",
			'said',
			'the',
			'half-blind',
			'man',
			'no',
			'5',
		]);
	});
});

describe('isQuoteOpen', () => {
	it('looks at the last paragraph', () => {
		expect(isQuoteOpen('He said: "No')).toBe(true);
		expect(isQuoteOpen('"No," he said, "never."')).toBe(false);
		expect(isQuoteOpen('"He went on.\n\nThen')).toBe(false);
		expect(isQuoteOpen('"He went on.\n\n"Then')).toBe(true);
		expect(isQuoteOpen('')).toBe(false);
	});
});

describe('isWithinSentence', () => {
	it('ignores signs at the end', () => {
		expect([' he', ' he,⇧', ' he said—', " boys'", ' mr', '⇧ he'].map(isWithinSentence)).toEqual(Array(6).fill(true));
		expect(['', '⇧', ' he.', ' he.⇧', ' said, "', '."', '¶⇧'].map(isWithinSentence)).toEqual(Array(7).fill(false));
	});
});
