/** Splits sentences into words, by the same rules as training/captioner/text.py. */

/**
 * Converts to lower case and removes accents, apostrophes, punctuation and other scripts. Words are separated by blanks,
 * hyphens and slashes.
 */
export function tokenise(text: string): string[] {
	const plain = text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[-/\s]/g, ' ')
		.replace(/[^a-z0-9 ]/g, '');
	return plain.split(' ').filter((word) => word !== '');
}
