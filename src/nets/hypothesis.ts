/** Sentences on their way, as ids of words: how good they are, and what they may not say next. */

export interface Hypothesis {
	/** Ids, without the start and end tokens. */
	readonly words: readonly number[];
	/** Sum over words and the end token, natural logarithm. */
	readonly logProbability: number;
}

/** What hypotheses are compared by: their log-probability over their length, the end token counted, to a power. */
export function score({ words, logProbability }: Hypothesis, lengthNormalisation: number): number {
	return logProbability / (words.length + 1) ** lengthNormalisation;
}

/** Best first. */
export function ranked(hypotheses: readonly Hypothesis[], lengthNormalisation: number): Hypothesis[] {
	return hypotheses.toSorted((a, b) => score(b, lengthNormalisation) - score(a, lengthNormalisation));
}

/** Words that would repeat three words in a row. */
export function repeating(words: readonly number[]): Set<number> {
	const found = new Set<number>();
	const [before, last] = words.slice(-2);
	for (let at = 2; at < words.length; at++) {
		if (words[at - 2] === before && words[at - 1] === last) found.add(words[at] as number);
	}
	return found;
}
