/** The multi-resolution ladder: paint small, enlarge, refine. Large shapes form at small sizes, where they are cheap. */
import type { PaintOptions } from '../options';

export interface Level {
	/** Longer side of the picture at this level, px. */
	readonly size: number;
	readonly evaluations: number;
}

/** With `auto`, sizes up to this one have a single level. */
export const AUTO_LADDER_ABOVE = 384;
const SMALLEST = { auto: 192, on: 96 };

/** Each level gets this fraction of the previous one's evaluations: fine levels are expensive and need few. */
const DECREASE = 0.5;

/** Longer sides of the levels, ascending, each twice the previous one except for rounding. */
export function ladderSizes({ size, ladder }: Pick<PaintOptions, 'size' | 'ladder'>): number[] {
	if (ladder === 'off' || (ladder === 'auto' && size <= AUTO_LADDER_ABOVE)) return [size];
	const sizes = [size];
	for (let next = Math.round(size / 2); next >= SMALLEST[ladder]; next = Math.round(next / 2)) sizes.unshift(next);
	return sizes;
}

/** Divides the evaluations among the levels; every level gets at least one if there are enough. */
export function planLadder(options: Pick<PaintOptions, 'size' | 'ladder'>, evaluations: number): Level[] {
	const sizes = ladderSizes(options).slice(-Math.max(1, evaluations));
	const shares = sizes.map((_, at) => DECREASE ** at);
	const whole = shares.reduce((a, b) => a + b, 0);
	const counts = shares.map((share) => Math.max(1, Math.round((evaluations * share) / whole)));
	// The first level, the cheapest, absorbs the rounding.
	const rest = evaluations - counts.reduce((a, b) => a + b, 0);
	counts[0] = (counts[0] as number) + rest;
	return sizes.map((size, at) => ({ size, evaluations: counts[at] as number }));
}

/** How many of a painting's evaluations belong to levels of at most this size, px. */
export const evaluationsUpTo = (size: number, options: Pick<PaintOptions, 'size' | 'ladder' | 'evaluations'>): number =>
	planLadder(options, options.evaluations).reduce(
		(sum, level) => sum + (level.size <= size ? level.evaluations : 0),
		0,
	);

/** The next smaller size to try when memory runs out; undefined below the smallest. */
export function smallerSize(size: number): number | undefined {
	return [3072, 2048, 1536, 1024, 768, 640, 512, 384, 320, 256, 192, 128, 96, 64].find((next) => next < size);
}
