import { expect, it } from 'vitest';
import { colouredNoise } from './colouredNoise';

const mean = [0.3, 0.5, 0.6];
const covariance = [0.01, 0.006, 0, 0.006, 0.008, -0.002, 0, -0.002, 0.005];

function statistics(pixels: Uint8ClampedArray) {
	const count = pixels.length / 4;
	const value = (at: number, c: number) => (pixels[at * 4 + c] as number) / 255;
	const means = [0, 1, 2].map(
		(c) => Array.from({ length: count }, (_, at) => value(at, c)).reduce((a, b) => a + b) / count,
	);
	const products = Array.from({ length: 9 }, (_, k) => {
		const [a, b] = [Math.floor(k / 3), k % 3];
		let sum = 0;
		for (let at = 0; at < count; at++)
			sum += (value(at, a) - (means[a] as number)) * (value(at, b) - (means[b] as number));
		return sum / count;
	});
	return { means, products };
}

it('has the colours that it was asked for', () => {
	const { means, products } = statistics(colouredNoise(192, mean, covariance, 1));
	for (const c of [0, 1, 2]) expect(means[c]).toBeCloseTo(mean[c] as number, 2);
	// Three planes of one picture are never quite uncorrelated.
	for (const [k, product] of products.entries())
		expect(Math.abs(product - (covariance[k] as number))).toBeLessThan(0.003);
});

it('is cloudy: neighbours are more alike than pixels far apart', () => {
	const pixels = colouredNoise(128, mean, covariance, 1);
	const difference = (distance: number) => {
		let sum = 0;
		for (let at = 0; at + distance < 128 * 128; at++)
			sum += ((pixels[at * 4] as number) - (pixels[(at + distance) * 4] as number)) ** 2;
		return sum;
	};
	expect(difference(1)).toBeLessThan(0.5 * difference(50));
});

it('depends on nothing but the seed', () => {
	expect(colouredNoise(64, mean, covariance, 7)).toEqual(colouredNoise(64, mean, covariance, 7));
	expect(colouredNoise(64, mean, covariance, 7)).not.toEqual(colouredNoise(64, mean, covariance, 8));
});

it('needs no variance', () => {
	const flat = colouredNoise(64, [0.2, 0.4, 0.6], Array(9).fill(0), 1);
	expect(new Set(flat)).toEqual(new Set([51, 102, 153, 255]));
});
