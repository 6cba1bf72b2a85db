/** What the bench asks of Imagine in a browser, and what it is told. Times are medians in milliseconds. */
import type { BackendName, BackendReport } from '../../src/engine/protocol';

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
export interface ImagineBench {
	/** Starts the engine. */
	start(backend: BackendName): Promise<BackendReport>;
	/** A sheet of stage I and one of both stages in turns, a sentence and a seed each, after one of either to warm up. */
	draw(rounds: number): Promise<ImagineTimes>;
	/** Of the networks that computed. */
	modelHash(): Promise<string>;
}

declare global {
	interface Window {
		imagineBench?: ImagineBench;
	}
}
