/** Names of pictures and works, made from the names of files that may be called anything. */

/** Endings of files that are read here. Anything else after a dot is part of the name: “Scan 2024.03.15”, “St. Ives”. */
const ending =
	/\.(jpe?g|jfif|pjpe?g|a?png|webp|gif|bmp|avif|hei[cf]|tiff?|mp4|m4v|mov|webm|mkv|txt|text|md|markdown)$/i;

/** Control characters, line breaks, and marks that reverse the direction of the text after them. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** One line without unprintable characters. Of a long name the middle is left out, so that a number at its end stays. */
function shortened(name: string, most: number): string {
	const letters = [...name.toWellFormed().replace(unprintable, ' ').replace(/\s+/g, ' ').trim()];
	if (letters.length <= most) return letters.join('');
	const half = (most - 2) / 2;
	return `${letters.slice(0, half).join('')}…${letters.slice(-half).join('')}`;
}

/** A name that can be shown anywhere: 120 letters at most. */
export const shownName = (name: string): string => shortened(name, 120);

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A name in quotes for a sentence: 60 letters at most; one that is written from right to left leaves the order around it. */
export function quoted(name: string): string {
	const short = shortened(name, 60);
	return rightToLeft.test(short) ? `“\u2068${short}\u2069”` : `“${short}”`;
}

/** What a picture or text is called, from its file's name: without the ending of its format. */
export const withoutEnding = (name: string): string => {
	const shown = shownName(name);
	return shown.replace(ending, '') || shown;
};
