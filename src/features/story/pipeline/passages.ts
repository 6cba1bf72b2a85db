/** What each passage of a story is about: the picture as a whole, then one thing of it after the other. */
import { seededUniform } from '../../../nets/prng';
import type { StoryOptions } from '../options';
import { lengths } from '../options';
import type { ThoughtVector } from '../types';
import { combine } from './vectors';

export interface PassageIdea {
	/** Before the style shift. */
	readonly about: ThoughtVector;
	readonly caption: string;
	/** Words of the story after which it ends with its sentence. */
	readonly until: number;
}

/** Captions beyond these are told of only by a story that has used up the closest. */
const CLOSEST = 8;

/**
 * The first from the mean of all captions, the next ones half from one caption each, a different one where there are
 * enough, so that the story stays with its picture.
 *
 * @param captions nearest first, at least one
 */
export function passagesOf(
	captions: readonly { readonly text: string; readonly vector: ThoughtVector }[],
	mean: ThoughtVector,
	{ length, seed }: Pick<StoryOptions, 'length' | 'seed'>,
): PassageIdea[] {
	const { words, passages } = lengths[length];
	const random = seededUniform(seed + 1);
	// The nearest one stands for the first passage already.
	const left = captions.slice(1);
	return Array.from({ length: passages }, (_, at) => {
		const until = Math.round((words * (at + 1)) / passages);
		if (at === 0) return { about: mean, caption: captions[0]?.text ?? '', until };
		if (left.length === 0) left.push(...captions);
		const place = Math.floor(random() * Math.min(CLOSEST, left.length));
		const [{ text, vector }] = left.splice(place, 1) as [(typeof captions)[number]];
		const about = combine([
			[mean, 0.5],
			[vector, 0.5],
		]);
		return { about, caption: text, until };
	});
}
