/**
 * Capitals as signs of their own: a small vocabulary then has one entry for "then" and "Then".
 * By the same rules as training/prose/casing.py.
 */

/** Stands before the space of a word that has a capital. */
export const CAPITAL = '⇧';
/** Begins a new paragraph. */
export const PARAGRAPH = '¶';

const straight: Readonly<Record<string, string>> = {
	'‘': "'",
	'’': "'",
	'“': '"',
	'”': '"',
	'–': '—',
	'…': '...',
};
// What Python's \s, \w and [^\W\d_] match: JavaScript's own classes are not the same.
const blank = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const letter = '[\\p{L}\\p{Nl}\\p{No}]';
const sign = '[\\p{L}\\p{N}_]';

const typographic = new RegExp(`[${Object.keys(straight).join('')}]`, 'g');
const blanks = new RegExp(`${blank}+`, 'gu');
const around = new RegExp(`^${blank}+|${blank}+$`, 'gu');
const word = new RegExp(`( ?)(${letter}+(?:'${letter}+)*)`, 'gu');
const capitalised = new RegExp(`${CAPITAL}+([^\\p{L}\\p{N}_]*)(${sign})`, 'gu');
const plainI = /^i(?:'[a-z]+)?$/;
const loneI = new RegExp(`(?<!${sign})(?<!${sign}')i(?!${sign}|-)`, 'gu');

/** Typographic quotes and dashes as the prose has them; one space between words. */
export function straighten(text: string): string {
	return text
		.replace(typographic, (character) => straight[character] as string)
		.replaceAll(CAPITAL, '')
		.replaceAll(PARAGRAPH, '')
		.replace(blanks, ' ')
		.replace(around, '');
}

/** A sentence as the tokeniser reads it: a space first, no capitals, CAPITAL where one was. */
export function mark(text: string): string {
	return ` ${straighten(text)}`.replace(word, (_, space: string, found: string) => {
		const low = found.toLowerCase();
		return !/^\p{Uppercase}/u.test(found) || plainI.test(low) ? space + low : CAPITAL + space + low;
	});
}

/** {@link unmark}, with the blanks that stand around it. */
export function unmarkWithin(text: string): string {
	return text
		.replace(capitalised, (_, between: string, first: string) => between + first.toUpperCase())
		.replaceAll(CAPITAL, '')
		.replace(loneI, 'I');
}

/** What `mark` made, or a network wrote, as people read it. */
export function unmark(text: string): string {
	return unmarkWithin(text).replace(around, '');
}
