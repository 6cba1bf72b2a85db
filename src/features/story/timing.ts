/** Times stories, for the benches. */
import type { Engine } from '../../engine/protocol';
import { defaultStoryOptions, genres } from './options';
import type { StoryJobs, StoryResult } from './types';

/** Stories end with a sentence, so their lengths differ: times are scaled to this many words. */
export const timedWords = 120;

export interface TimedStory {
	/** Milliseconds until the first word, and until the whole story. */
	readonly firstWord: number;
	readonly whole: number;
	readonly result: StoryResult;
}

/** Milliseconds of a word after the first one. */
export const perWord = ({ firstWord, whole, result }: TimedStory): number => (whole - firstWord) / (result.written - 1);

/** Milliseconds of a story of the usual length. */
export const perStory = (story: TimedStory): number => story.firstWord + (timedWords - 1) * perWord(story);

/** @param round each has a genre and a seed of its own */
export async function timeStory(
	engine: Pick<Engine<StoryJobs>, 'run'>,
	picture: Blob,
	round: number,
	signal?: AbortSignal,
): Promise<TimedStory> {
	const genre = genres[round % genres.length] as (typeof genres)[number];
	const styles = [{ kind: 'genre' as const, id: genre.id, weight: 1 }];
	const began = performance.now();
	let firstWord = 0;
	const result = await engine.run(
		'story',
		{ picture, styles, options: { ...defaultStoryOptions, seed: round + 1 } },
		{
			...(signal && { signal }),
			onProgress: (event) => {
				if (event.type === 'words' && firstWord === 0) firstWord = performance.now() - began;
			},
		},
	);
	return { firstWord, whole: performance.now() - began, result };
}
