/** The methods and results of Imagine's bench in a browser. Times are medians in milliseconds. */
import type { StudioBench } from './studioBench';

export interface ImagineTimes {
	/** Birds of one sheet. */
	readonly birds: number;
	/** Until the sentence was read, the first sketch was on the page, and stage I was done, when it runs alone. */
	readonly read: number;
	readonly firstSketch: number;
	readonly stageOne: number;
	/** Both stages: until the last sketch, the first detail and the end. */
	readonly lastSketch: number;
	readonly firstDetail: number;
	readonly both: number;
	/** Both / stage I alone, round by round. */
	readonly ratio: number;
}

/** `window.imagineBench` */
export interface ImagineBench extends StudioBench {
	/** A sheet of stage I and one of both stages in turns, a sentence and a seed each, after one of either to warm up. */
	draw(rounds: number): Promise<ImagineTimes>;
}

declare global {
	interface Window {
		imagineBench?: ImagineBench;
	}
}
