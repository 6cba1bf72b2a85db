import { describe, expect, it } from 'vitest';
import { mark, straighten, unmark } from '../../../../nets/text/casing';
import { Manuscript } from './manuscript';
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

describe('a manuscript', () => {
	it.each(texts)('gains word by word what unmarking all gives: %s', (text) => {
		const marked = mark(text);
		const manuscript = new Manuscript('');
		const gained = wordsIn(marked).map((word) => manuscript.add(word));
		expect(manuscript.text).toBe(unmark(marked));
		expect(manuscript.text).toBe(straighten(text));
		expect(gained.join('')).toBe(manuscript.text);
		expect(gained.length).toBeGreaterThan(text.split(' ').length);
	});

	it('breaks paragraphs, never before the first, and gives the break to the word after it', () => {
		const manuscript = new Manuscript('');
		expect(manuscript.add('¶⇧ once')).toBe('Once');
		expect(manuscript.add('.')).toBe('.');
		expect(manuscript.add('¶⇧ "')).toBe('\n\n"');
		expect(manuscript.add('then')).toBe('Then');
		expect(manuscript.text).toBe('Once.\n\n"Then');
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
	])('goes on from %j', (begin, word, all) => {
		const manuscript = new Manuscript(begin);
		manuscript.add(word);
		expect(manuscript.text).toBe(all);
	});
});
