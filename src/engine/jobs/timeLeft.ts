/** Estimates the time that a piece of work still takes, from how it has advanced so far. */

interface Sample {
	/** Share that is done, 0 to 1. */
	readonly share: number;
	/** Milliseconds. */
	readonly at: number;
}

export interface Estimate {
	/** Where the measurement began. */
	readonly first: Sample;
	/** Seconds; undefined until something can be said. */
	readonly secondsLeft?: number;
	readonly share: number;
}

/** Earlier than this, ms, an estimate would jump about. */
const settled = 1500;

/**
 * Continues an estimate with a new share. Work that begins anew, or turns back, is measured from there.
 * @param before the estimate so far
 */
export function estimate(before: Estimate | undefined, share: number, at: number): Estimate {
	if (before === undefined || share < before.share) return { first: { share, at }, share };
	const { first } = before;
	if (share === before.share) return before;
	const gained = share - first.share;
	if (gained <= 0 || at - first.at < settled) return { first, share };
	return { first, share, secondsLeft: ((at - first.at) / gained) * ((1 - share) / 1000) };
}
