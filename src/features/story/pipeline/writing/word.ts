/** A word on its way. */
import { unmark } from '../../../../nets/text/casing';
import { largestFew } from '../../../../nets/topP';
import type { StoryWord } from '../../types';
import { isSign } from './words';

export interface Word {
	readonly tokens: readonly number[];
	readonly marked: string;
	/** As the network has it. */
	readonly logProbability: number;
	/** The first token that is no sign. */
	readonly first: number | undefined;
	readonly others: StoryWord['others'];
}

export const nothing: Word = { tokens: [], marked: '', logProbability: 0, first: undefined, others: [] };

const OTHERS = 5;

/**
 * What else could have been said, likeliest first.
 *
 * @param told logarithms of all tokens' probabilities
 * @param said the token that was
 * @param signs those before it
 */
export function othersOf(
	told: Float64Array,
	said: number,
	signs: string,
	pieces: readonly (string | undefined)[],
): StoryWord['others'] {
	return largestFew(told, 2 * OTHERS)
		.filter((token) => token !== said && pieces[token] !== undefined && !isSign(pieces[token] as string))
		.slice(0, OTHERS)
		.map((token) => ({ text: unmark(signs + pieces[token]), probability: Math.exp(told[token] as number) }));
}
