/** Sentences as words, by the same rules as training/captioner/text.py. */

/**
 * Lower case, without accents and punctuation: hyphens, slashes and blanks part words, apostrophes vanish. Of other
 * scripts nothing is left.
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
