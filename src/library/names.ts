/** Names of pictures and works, made from the names of files that may be called anything. */

/** Endings of files that are read here. Anything else after a dot is part of the name: “Scan 2024.03.15”, “St. Ives”. */
const ending = /\.(jpe?g|jfif|pjpe?g|a?png|webp|gif|bmp|avif|hei[cf]|tiff?|txt|text|md|markdown)$/i;

/** Control characters, line breaks, and marks that reverse the direction of the text after them. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Letters of a name that is kept, and of one inside a sentence. */
const mostLetters = 120;
export const inSentence = 60;

/**
 * A name on one line that can be shown anywhere: without unprintable characters. Of a long one the middle is left out,
 * so that a number at its end stays.
 */
export function shownName(name: string, most = mostLetters): string {
	const letters = [...name.toWellFormed().replace(unprintable, ' ').replace(/\s+/g, ' ').trim()];
	if (letters.length <= most) return letters.join('');
	const half = (most - 2) / 2;
	return `${letters.slice(0, half).join('')}…${letters.slice(-half).join('')}`;
}

/** What a picture or text is called, from its file's name: without the ending of its format. */
export const withoutEnding = (name: string): string => {
	const shown = shownName(name);
	return shown.replace(ending, '') || shown;
};
