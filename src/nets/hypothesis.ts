/** Partial sentences as word ids: their scores, and the words that may not follow. */

/** What beam search and sampling have in common. */
export interface GenerationOptions {
	/** Sentences are ranked by their log-probability divided by their length to this power. */
	readonly lengthNormalisation: number;
	/** Maximum number of words. */
	readonly maxLength: number;
	/** Ids of the words that every sentence begins with. */
	readonly prefix?: readonly number[] | undefined;
	/** Words that no sentence says twice. */
	readonly sayOnce?: ReadonlySet<number> | undefined;
	/** Called after each step: lets other jobs run, or throws to stop. */
	readonly yieldTurn?: (() => Promise<void>) | undefined;
}

export interface Hypothesis {
	/** Ids, without the start and end tokens. */
	readonly words: readonly number[];
	/** Sum over the words and the end token; natural logarithm. */
	readonly logProbability: number;
}

/** Length-normalised score: log-probability / (number of words, end token included) ** lengthNormalisation. */
export function score({ words, logProbability }: Hypothesis, lengthNormalisation: number): number {
	return logProbability / (words.length + 1) ** lengthNormalisation;
}

/** Sorts hypotheses by {@link score}, best first. */
export function ranked(hypotheses: readonly Hypothesis[], lengthNormalisation: number): Hypothesis[] {
	return hypotheses.toSorted((a, b) => score(b, lengthNormalisation) - score(a, lengthNormalisation));
}

/** Words that would repeat a trigram of the sentence if they came next, and those of `sayOnce` that it has said. */
export function repeating(words: readonly number[], sayOnce?: ReadonlySet<number>): Set<number> {
	const found = new Set(words.filter((word) => sayOnce?.has(word)));
	const [before, last] = words.slice(-2);
	for (let i = 2; i < words.length; i++) {
		if (words[i - 2] === before && words[i - 1] === last) found.add(words[i] as number);
	}
	return found;
}
