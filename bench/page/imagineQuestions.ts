/** The methods and results of Imagine's bench in a browser. Times are medians in milliseconds. */
import type { StudioBench } from './studioBench';

export interface ImagineTimes {
	/** Number of birds in a sheet. */
	readonly birds: number;
	/** With stage I alone: until the sentence was encoded, until the first sketch was on the page, and in total. */
	readonly read: number;
	readonly firstSketch: number;
	readonly stageOne: number;
	/** With both stages: until the last sketch, until the first detail, and in total. */
	readonly lastSketch: number;
	readonly firstDetail: number;
	readonly both: number;
	/** Median over the rounds of the time of both stages divided by that of stage I alone. */
	readonly ratio: number;
}

/** `window.imagineBench` */
export interface ImagineBench extends StudioBench {
	/** Draws sheets of stage I and of both stages in turn, each with another sentence and seed, after one of each to warm up. */
	draw(rounds: number): Promise<ImagineTimes>;
}

declare global {
	interface Window {
		imagineBench?: ImagineBench;
	}
}
