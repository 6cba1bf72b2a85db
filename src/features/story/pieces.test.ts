import { describe, expect, it } from 'vitest';
import { append, countWords, insteadOf, type Piece, paragraphsOf, plain, refit, textOf, upTo } from './pieces';
import { word, wordsOf } from './testing/events';

const row = (text: string): readonly Piece[] => append([], wordsOf(text));
const written = (pieces: readonly Piece[]): string[] => pieces.filter(({ word }) => word).map(({ text }) => text);

describe('a story’s pieces', () => {
	it('begin without a space and join like the words', () => {
		expect(textOf(append(row(' The cat'), wordsOf(' slept.\n\nIt')))).toBe('The cat slept.\n\nIt');
	});

	it('have typographic quotation marks', () => {
		expect(textOf(row(`"You're late," she said.`))).toBe('“You’re late,” she said.');
	});

	it('are cut at a character; a cut word becomes plain text', () => {
		const cut = upTo(row('The cat slept'), 6);
		expect(textOf(cut)).toBe('The ca');
		expect(written(cut)).toEqual(['The']);
		expect(textOf(upTo(row('The cat'), 99))).toBe('The cat');
		expect(upTo(row('The cat'), 0)).toEqual([]);
	});

	it.each([
		['The cat slept', 'The cat slept', ['The', ' cat', ' slept']],
		['The cat slept', 'The dog slept', ['The', ' slept']],
		['The cat slept', 'The cat', ['The', ' cat']],
		['The cat slept', 'slept', []],
		['The cat slept', 'But the cat slept', [' cat', ' slept']],
		['no no no', 'no no', ['no', ' no']],
		['The cat slept', '', []],
		['', 'typed', []],
	])('of %j keep what still stands in %j', (before, after, kept) => {
		const pieces = refit(row(before), after);
		expect(textOf(pieces)).toBe(after);
		expect(written(pieces)).toEqual(kept);
	});

	it.each([
		[' cat', 'dog', 'The', ' dog'],
		[' cat', ',', 'The', ','],
		['.', 'and', 'The cat', ' and'],
		['.', '!', 'The cat', '!'],
		['\n\nHe', 'She', 'It slept.', '\n\nShe'],

		['You', 'I', 'He said: “', 'I'],
		['The', 'A', '', 'A'],
	])('%j becomes %j behind %j', (said, other, before, stands) =>
		expect(insteadOf(word(said), other, before)).toBe(stands),
	);

	it('form paragraphs with the offset of each piece in the text', () => {
		const pieces = append(plain('One.\n\n\nTwo'), wordsOf(' here.\nThree'));
		const text = textOf(pieces);
		const paragraphs = paragraphsOf(pieces);
		expect(paragraphs.map((parts) => textOf(parts))).toEqual(['One.', 'Two here.', 'Three']);
		for (const part of paragraphs.flat()) expect(text.slice(part.from, part.from + part.text.length)).toBe(part.text);
		expect(paragraphsOf(plain('\n \n'))).toEqual([]);
	});

	it('are counted as words by a reader', () => {
		expect(countWords('“It’s a well-known tale,” he said — twice.')).toBe(7);
		expect(countWords('')).toBe(0);
	});
});
