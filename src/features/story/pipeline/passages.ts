/** Plans what each passage of a story is about: its beginning, later with one caption after another. */
import { seededUniform } from '../../../nets/prng';
import type { StoryOptions } from '../options';
import { lengths } from '../options';
import type { ThoughtVector } from '../types';
import { meanOf } from './vectors';

export interface PassageIdea {
	/** What the passage goes on from: the story's beginning, or the mean of this and a caption. */
	readonly thought: ThoughtVector;
	readonly caption: string;
	/** The passage ends with the first sentence after this many words of the story. */
	readonly until: number;
}

/** Captions are drawn from this many of the nearest that are left. */
const CLOSEST = 8;

/**
 * The first passage goes on from the story's beginning, each later one from this and a caption; no caption is used twice
 * while others are left. From a caption alone, stories lose their thread: in training, one opening holds for 400 words.
 *
 * @param captions nearest first, at least one
 * @param beginning thought of the story's first sentence, or of all captions
 */
export function passagesOf(
	captions: readonly { readonly text: string; readonly vector: ThoughtVector }[],
	beginning: ThoughtVector,
	{ length, seed }: Pick<StoryOptions, 'length' | 'seed'>,
): PassageIdea[] {
	const { words, passages } = lengths[length];
	const random = seededUniform(seed + 1);
	// The nearest caption is the first passage's.
	const left = captions.slice(1);
	return Array.from({ length: passages }, (_, at) => {
		const until = Math.round((words * (at + 1)) / passages);
		if (at === 0) return { thought: beginning, caption: captions[0]?.text ?? '', until };
		if (left.length === 0) left.push(...captions);
		const place = Math.floor(random() * Math.min(CLOSEST, left.length));
		const [{ text, vector }] = left.splice(place, 1) as [(typeof captions)[number]];
		return { thought: meanOf([beginning, vector]), caption: text, until };
	});
}
