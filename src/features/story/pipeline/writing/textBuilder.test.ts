import { describe, expect, it } from 'vitest';
import { mark, straighten, unmark } from '../../../../nets/text/casing';
import { TextBuilder } from './textBuilder';
import { continuesWord } from './words';

/** Marked text to words, character by character as the smallest pieces would give them. */
function wordsIn(marked: string): string[] {
	const words: string[] = [];
	for (const piece of marked.match(/ ?[\p{L}\p{N}_]|[⇧¶]| ?[^\s\p{L}\p{N}_⇧¶]/gu) ?? []) {
		if (words.length > 0 && continuesWord(words.at(-1) as string, piece)) words.push(`${words.pop()}${piece}`);
		else words.push(piece);
	}
	return words;
}

const texts = [
	"Then Mr. Darcy smiled, and I said nothing. I'm sure I don't know what I'd do; do you?",
	'"Oh!" she cried—"it\'s nothing," said I, "nothing at all...."',
	"An i-beam, a half-blind man's dog, and (I think) No. 5 in 1897!",
	'A "Yes" and a \'No\' — I.',
];

describe('TextBuilder', () => {
	it.each(texts)('builds word by word the same text as unmarking it at once: %s', (text) => {
		const marked = mark(text);
		const builder = new TextBuilder('');
		const gained = wordsIn(marked).map((word) => builder.add(word));
		expect(builder.text).toBe(unmark(marked));
		expect(builder.text).toBe(straighten(text));
		expect(gained.join('')).toBe(builder.text);
		expect(gained.length).toBeGreaterThan(text.split(' ').length);
	});

	it('returns a paragraph break with the word after it, never before the first word', () => {
		const builder = new TextBuilder('');
		expect(builder.add('¶⇧ once')).toBe('Once');
		expect(builder.add('.')).toBe('.');
		expect(builder.add('¶⇧ "')).toBe('\n\n"');
		expect(builder.add('then')).toBe('Then');
		expect(builder.text).toBe('Once.\n\n"Then');
	});

	it.each([
		['Once upon', ' a', 'Once upon a'],
		['Once upon ', ' a', 'Once upon a'],
		['Once.\n', '¶⇧ then', 'Once.\n\nThen'],
		['Once.\n\n', '¶⇧ then', 'Once.\n\nThen'],
		['Once.\n\n', '⇧ then', 'Once.\n\nThen'],
		['Once.', '¶⇧ then', 'Once.\n\nThen'],
		['  \n', '¶⇧ then', '  \nThen'],
		['“Well” ⇧', ' i', '“Well” ⇧ I'],
	])('continues %j', (begin, word, all) => {
		const builder = new TextBuilder(begin);
		builder.add(word);
		expect(builder.text).toBe(all);
	});
});
