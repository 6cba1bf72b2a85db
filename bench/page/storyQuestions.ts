/** The methods and results of Story's bench in a browser. Times are medians in milliseconds. */
import type { StageName } from '../../src/features/story/types';
import type { StudioBench } from './studioBench';

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
export interface StoryBench extends StudioBench {
	/** Stories of medium length about the samples, a seed each, after one to warm up. */
	write(rounds: number): Promise<StoryTimes>;
}

declare global {
	interface Window {
		storyBench?: StoryBench;
	}
}
