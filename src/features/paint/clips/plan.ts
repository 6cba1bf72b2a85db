/** Which frames of a film are painted, and how many steps they take. */
import { AtelierError } from '../../../models/errors';
import type { ClipOptions } from './options';

type Part = Pick<ClipOptions, 'clipStart' | 'clipSeconds' | 'frameRate'>;

/** Number of frames that are painted of a film of this length, s; 0 when it ends before the part begins. */
export function frameCount({ clipStart, clipSeconds, frameRate }: Part, filmSeconds: number): number {
	const left = filmSeconds - clipStart;
	return left <= 0 ? 0 : Math.max(1, Math.round(Math.min(clipSeconds, left) * frameRate));
}

/** When they are shown, s from the film's start. @throws AtelierError `option-invalid` when the film ends before */
export function frameTimes(clip: Part, filmSeconds: number): readonly number[] {
	const count = frameCount(clip, filmSeconds);
	if (count === 0) {
		throw new AtelierError(
			'option-invalid',
			`The clip ends at ${filmSeconds.toFixed(1)} s, before the part to paint begins. Set From to less.`,
		);
	}
	return Array.from({ length: count }, (_, at) => clip.clipStart + at / clip.frameRate);
}

/** Steps of the first so many frames. */
export const stepsUpTo = (frames: number, first: number, later: number): number =>
	frames === 0 ? 0 : first + (frames - 1) * later;
