/** Seeded random numbers, identical on every backend and in every browser. */

/** A source of uniform numbers in [0, 1). */
export type Random = () => number;

/**
 * Creates a xoshiro128** generator (Blackman and Vigna, https://prng.di.unimi.it), seeded by splitmix32.
 *
 * @param seed any integer; its lower 32 bits count
 */
export function seededUniform(seed: number): Random {
	let mix = seed | 0;
	const next = () => {
		mix = (mix + 0x9e3779b9) | 0;
		let z = mix;
		z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
		z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
		return z ^ (z >>> 16);
	};
	let [a, b, c, d] = [next(), next(), next(), next()];
	return () => {
		const scrambled = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
		const shifted = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= shifted;
		d = rotateLeft(d, 11);
		return scrambled / 0x1_0000_0000;
	};
}

/**
 * Draws normally distributed noise (mean 0, standard deviation 1) by the Box-Muller transform.
 * Computed on the CPU, so that a seed gives the same noise on every backend.
 */
export function normalNoise(length: number, seed: number): Float32Array {
	const random = seededUniform(seed);
	const noise = new Float32Array(length);
	for (let i = 0; i < length; i += 2) {
		// 1 - u lies in (0, 1], where the logarithm is finite.
		const radius = Math.sqrt(-2 * Math.log(1 - random()));
		const angle = 2 * Math.PI * random();
		noise[i] = radius * Math.cos(angle);
		if (i + 1 < length) noise[i + 1] = radius * Math.sin(angle);
	}
	return noise;
}

function rotateLeft(x: number, bits: number): number {
	return (x << bits) | (x >>> (32 - bits));
}
