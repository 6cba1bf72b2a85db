/**
 * Encodes capitals as special tokens, so that "then" and "Then" share one entry of the vocabulary. The rules are those
 * of training/prose/casing.py.
 */

/** Precedes a capitalised word and the space before it. */
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
const wordCharacter = '[\\p{L}\\p{N}_]';

const typographic = new RegExp(`[${Object.keys(straight).join('')}]`, 'g');
const blanks = new RegExp(`${blank}+`, 'gu');
const around = new RegExp(`^${blank}+|${blank}+$`, 'gu');
const word = new RegExp(`( ?)(${letter}+(?:'${letter}+)*)`, 'gu');
const capitalised = new RegExp(`${CAPITAL}+([^\\p{L}\\p{N}_]*)(${wordCharacter})`, 'gu');
const plainI = /^i(?:'[a-z]+)?$/;
const loneI = new RegExp(`(?<!${wordCharacter})(?<!${wordCharacter}')i(?!${wordCharacter}|-)`, 'gu');

/** Normalises quotes, dashes and white space to those of the training text. */
export function straighten(text: string): string {
	return text
		.replace(typographic, (character) => straight[character] as string)
		.replaceAll(CAPITAL, '')
		.replaceAll(PARAGRAPH, '')
		.replace(blanks, ' ')
		.replace(around, '');
}

/** Prepares a text for the tokeniser: a leading space, lower case, CAPITAL before each word that had a capital. */
export function mark(text: string): string {
	return ` ${straighten(text)}`.replace(word, (_, space: string, found: string) => {
		const low = found.toLowerCase();
		return !/^\p{Uppercase}/u.test(found) || plainI.test(low) ? space + low : CAPITAL + space + low;
	});
}

/** Restores capitals as {@link unmark} does, but keeps leading and trailing white space. */
export function unmarkWithin(text: string): string {
	return text
		.replace(capitalised, (_, between: string, first: string) => between + first.toUpperCase())
		.replaceAll(CAPITAL, '')
		.replace(loneI, 'I');
}

/** Reverses `mark`: turns the tokens' text, which a network may have written, into readable text. */
export function unmark(text: string): string {
	return unmarkWithin(text).replace(around, '');
}
