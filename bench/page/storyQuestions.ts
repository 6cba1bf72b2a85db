/** The methods and results of Story's bench in a browser. Times are medians in milliseconds. */
import type { StageName } from '../../src/features/story/types';
import type { StudioBench } from './studioBench';

export interface StoryTimes {
	/** From a picture file to the first word on the page. */
	readonly firstWord: number;
	/** Each stage before the first word. */
	readonly stages: Readonly<Record<StageName, number>>;
	/** From a picture file to the last of 120 words, extrapolated from the story's time per word. */
	readonly story: number;
	/** Per word and per token, after the first word. */
	readonly word: number;
	readonly token: number;
	/** Number of words of a story. */
	readonly words: number;
	/** Number of captions sampled, and number of captions in the bank. */
	readonly sampled: number;
	readonly bank: number;
}

/** `window.storyBench` */
export interface StoryBench extends StudioBench {
	/** Writes stories of medium length about the samples, each with another seed, after one to warm up. */
	write(rounds: number): Promise<StoryTimes>;
}

declare global {
	interface Window {
		storyBench?: StoryBench;
	}
}
