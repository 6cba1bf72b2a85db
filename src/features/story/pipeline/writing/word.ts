/** A word being generated. */
import { unmark } from '../../../../nets/text/casing';
import { largestFew } from '../../../../nets/topP';
import type { StoryWord } from '../../types';
import { isSign } from './words';

export interface Word {
	readonly tokens: readonly number[];
	readonly marked: string;
	/** Sum over its tokens, at temperature 1. */
	readonly logProbability: number;
	/** Its first token that is not a special token. */
	readonly first: number | undefined;
	readonly others: StoryWord['others'];
}

export const noWord: Word = { tokens: [], marked: '', logProbability: 0, first: undefined, others: [] };

const OTHERS = 5;

/**
 * The likeliest alternatives to a token, best first.
 *
 * @param chosen the token that was drawn
 * @param signs special tokens before it, as text
 */
export function alternativesTo(
	logProbabilities: Float64Array,
	chosen: number,
	signs: string,
	pieces: readonly (string | undefined)[],
): StoryWord['others'] {
	return largestFew(logProbabilities, 2 * OTHERS)
		.filter((token) => token !== chosen && pieces[token] !== undefined && !isSign(pieces[token] as string))
		.slice(0, OTHERS)
		.map((token) => ({
			text: unmark(signs + pieces[token]),
			probability: Math.exp(logProbabilities[token] as number),
		}));
}
