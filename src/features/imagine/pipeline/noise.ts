/** The noise that a bird is drawn from. The same seed gives the same noise on every backend. */
import { normalNoise } from '../../../nets/prng';
import type { Bird } from '../types';

/** Normally distributed numbers, multiplied by the truncation. */
export interface BirdNoise {
	/** Input noise of stage I. */
	readonly noise: Float32Array;
	/** Noise that samples the condition of stage I. */
	readonly first: Float32Array;
	/** Noise that samples the condition of stage II. */
	readonly second: Float32Array;
}

/** Lengths of the noise and of a condition. */
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

/** Mixes two independent noises. If the squares of the weights sum to 1, the variance is preserved. */
function blend(a: Float32Array, weightA: number, b: Float32Array, weightB: number): Float32Array {
	return a.map((value, at) => weightA * value + weightB * (b[at] as number));
}
