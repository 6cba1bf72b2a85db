/** Messages about words that are not in the captioner's vocabulary. */
import type { UnknownWord } from '../../src/features/find/types';

/** Names an unknown word, and suggests others. */
export function sentenceOfUnknown({ word, spelling, meaning }: UnknownWord): string {
	const offers = [
		...(spelling.length > 0 ? [`similar spelling: ${spelling.join(', ')}`] : []),
		...(meaning.length > 0 ? [`similar meaning: ${meaning.join(', ')}`] : []),
	];
	return `The captioner does not know “${word}”${offers.length > 0 ? ` (${offers.join('; ')})` : ''}.`;
}
