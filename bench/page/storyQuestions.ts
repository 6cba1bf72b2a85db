/** What the bench asks of Story in a browser, and what it is told. Times are medians in milliseconds. */
import type { BackendName, BackendReport } from '../../src/engine/protocol';
import type { StageName } from '../../src/features/story/types';

export interface StoryTimes {
	/** From a picture file to the first word on the page. */
	readonly firstWord: number;
	/** Each stage before it, by itself. */
	readonly stages: Readonly<Record<StageName, number>>;
	/** From a picture file to the last of 120 words, as the story's own words came. */
	readonly story: number;
	/** One word and one token, after the first word. */
	readonly word: number;
	readonly token: number;
	/** Of a story, as it was written. */
	readonly words: number;
	/** Captions sampled, and those of the bank that they were compared with. */
	readonly sampled: number;
	readonly bank: number;
}

/** `window.storyBench` */
export interface StoryBench {
	/** Starts the engine. */
	start(backend: BackendName): Promise<BackendReport>;
	/** Stories of medium length about the samples, a seed each, after one to warm up. */
	write(rounds: number): Promise<StoryTimes>;
	/** Of the networks that computed. */
	modelHash(): Promise<string>;
}

declare global {
	interface Window {
		storyBench?: StoryBench;
	}
}
