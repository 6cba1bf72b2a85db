/** Names of pictures and works, made from the names of files that may be called anything. */

/** Endings of files that are read here. Anything else after a dot is part of the name: “Scan 2024.03.15”, “St. Ives”. */
const ending = /\.(jpe?g|jfif|pjpe?g|a?png|webp|gif|bmp|avif|hei[cf]|tiff?|txt|text|md|markdown)$/i;

/** Control characters, line breaks, and marks that reverse the direction of the text after them. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** More letters than any line has room for; the middle goes, so that “… (2)” and numbers at the end stay. */
const mostLetters = 120;

/** A name on one line that can be shown anywhere: without unprintable characters, its middle left out if it is long. */
export function shownName(name: string): string {
	const letters = [...name.toWellFormed().replace(unprintable, ' ').replace(/\s+/g, ' ').trim()];
	if (letters.length <= mostLetters) return letters.join('');
	const half = (mostLetters - 2) / 2;
	return `${letters.slice(0, half).join('')}…${letters.slice(-half).join('')}`;
}

/** What a picture or text is called, from its file's name: without the ending of its format. */
export const withoutEnding = (name: string): string => {
	const shown = shownName(name);
	return shown.replace(ending, '') || shown;
};
