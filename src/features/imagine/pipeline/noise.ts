/** The noise that a bird is drawn from: the same seed gives the same on every backend. */
import { normalNoise } from '../../../nets/prng';
import type { Bird } from '../types';

/** Each part normally distributed, times the truncation. */
export interface BirdNoise {
	/** Stage I's own. */
	readonly noise: Float32Array;
	/** What the condition of stage I is drawn with. */
	readonly first: Float32Array;
	/** And that of stage II. */
	readonly second: Float32Array;
}

/** The numbers of each part. */
interface Sizes {
	readonly noise: number;
	readonly condition: number;
}

export function noiseOf(
	{ seed, near = [], towards }: Bird,
	{ noise, condition }: Sizes,
	truncation: number,
): BirdNoise {
	const drawn = (from: number) => normalNoise(noise + 2 * condition, from);
	let all = drawn(seed);
	for (const step of near) all = blend(all, Math.sqrt(1 - step.distance ** 2), drawn(step.seed), step.distance);
	if (towards?.seed !== undefined) {
		const angle = (towards.share * Math.PI) / 2;
		all = blend(all, Math.cos(angle), drawn(towards.seed), Math.sin(angle));
	}
	const scaled = all.map((value) => value * truncation);
	return {
		noise: scaled.slice(0, noise),
		first: scaled.slice(noise, noise + condition),
		second: scaled.slice(noise + condition),
	};
}

/** Of two independent noises; where the squares of their parts add up to 1, the spread stays what it was. */
function blend(a: Float32Array, ofA: number, b: Float32Array, ofB: number): Float32Array {
	return a.map((value, at) => ofA * value + ofB * (b[at] as number));
}
