/** Runs the tabs' measures one after another, each some rounds. */
import { throwIfAborted } from '../../models/errors';
import { median } from './rounds';
import type { Measure } from './types';

export interface Figure {
	readonly what: string;
	/** Seconds, of all rounds but the one that warms up. */
	readonly median: number;
	readonly fastest: number;
	readonly slowest: number;
	readonly rounds: number;
}

export interface BenchProgress {
	/** What runs now. */
	readonly label: string;
	readonly done: number;
	readonly total: number;
	/** What is known so far. */
	readonly figures: readonly Figure[];
}

function figuresOf(times: ReadonlyMap<string, readonly number[]>): Figure[] {
	return [...times].map(([what, all]) => ({
		what,
		median: median(all),
		fastest: Math.min(...all),
		slowest: Math.max(...all),
		rounds: all.length,
	}));
}

/** @throws AbortError; what a measure throws */
export async function runMeasures(
	measures: readonly Measure[],
	rounds: number,
	signal: AbortSignal,
	onProgress: (progress: BenchProgress) => void,
): Promise<readonly Figure[]> {
	const times = new Map<string, number[]>();
	const total = measures.length * (rounds + 1);
	let done = 0;
	for (const { label, time } of measures) {
		for (let round = 0; round <= rounds; round++) {
			throwIfAborted(signal);
			onProgress({ label, done, total, figures: figuresOf(times) });
			const measured = await time(round, signal);
			done += 1;
			if (round === 0) continue;
			for (const [what, seconds] of Object.entries(measured)) times.set(what, [...(times.get(what) ?? []), seconds]);
		}
	}
	return figuresOf(times);
}
