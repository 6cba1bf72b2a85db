/** What to say of words that the captioner does not have. */
import type { UnknownWord } from '../../src/features/find/types';

/** One sentence: the word, and what could be meant. */
export function sentenceOfUnknown({ word, spelling, meaning }: UnknownWord): string {
	const offers = [
		...(spelling.length > 0 ? [`spelt nearly so: ${spelling.join(', ')}`] : []),
		...(meaning.length > 0 ? [`of near meaning: ${meaning.join(', ')}`] : []),
	];
	const told = offers.length === 0 ? ', and none is near it' : `; ${offers.join('; ')}`;
	return `The captioner does not know “${word}”${told}.`;
}
