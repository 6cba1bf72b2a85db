import { expect, it } from 'vitest';
import { seededUniform } from '../../../nets/prng';
import { blendColours, measureColours, recolour } from './recolour';

const picture = (seed: number, spread: readonly number[], mean: readonly number[]) => {
	const next = seededUniform(seed);
	const out = new Float32Array(3 * 4000);
	for (let p = 0; p < out.length; p += 3) {
		const shared = next() - 0.5;
		for (let i = 0; i < 3; i++) out[p + i] = (mean[i] ?? 0) + (spread[i] ?? 0) * (shared + 0.5 * (next() - 0.5));
	}
	return out;
};

it('gives a picture the mean and covariance that are asked for', () => {
	const photo = picture(1, [0.3, 0.2, 0.1], [0.6, 0.5, 0.4]);
	const wanted = measureColours(picture(2, [0.1, 0.15, 0.3], [0.3, 0.4, 0.5]));
	const got = measureColours(recolour(photo, wanted));
	for (let i = 0; i < 3; i++) expect(got.mean[i]).toBeCloseTo(wanted.mean[i] ?? Number.NaN, 3);
	for (let k = 0; k < 9; k++) expect(got.covariance[k]).toBeCloseTo(wanted.covariance[k] ?? Number.NaN, 3);
});

it('leaves a picture alone when its colours are the wanted ones', () => {
	const photo = picture(3, [0.3, 0.2, 0.4], [0.5, 0.5, 0.5]);
	const same = recolour(photo, measureColours(photo));
	expect(Math.max(...same.map((v, k) => Math.abs(v - (photo[k] ?? 0))))).toBeLessThan(1e-3);
});

it('moves a picture of one colour to the wanted mean, without a NaN', () => {
	const grey = new Float32Array(300).fill(0.2);
	const out = recolour(grey, measureColours(picture(4, [0.2, 0.2, 0.2], [0.4, 0.6, 0.5])));
	expect(out.every(Number.isFinite)).toBe(true);
	expect(measureColours(out).mean[1]).toBeCloseTo(0.6, 1);
});

it('blends statistics by weight', () => {
	const flat = (value: number) => ({ mean: [value, value, value], covariance: new Array<number>(9).fill(value) });
	const blend = blendColours([
		{ colours: flat(0), weight: 1 },
		{ colours: flat(1), weight: 3 },
	]);
	expect(blend.mean[0]).toBeCloseTo(0.75);
	expect(blend.covariance[8]).toBeCloseTo(0.75);
});
