import { describe, expect, it } from 'vitest';
import { normalNoise } from '../../nets/prng';
import { dequantise, quantise } from './pictureGrid';

describe('a grid in 8 bits', () => {
	it('keeps values to half a step', () => {
		const values = normalNoise(2 * 2 * 6, 3);
		const grid = quantise(values, 2);
		expect(grid.codes).toBeInstanceOf(Int8Array);
		dequantise(grid).forEach((value, at) => {
			expect(Math.abs(value - (values[at] as number))).toBeLessThanOrEqual(grid.scale / 2 + 1e-6);
		});
	});

	it('keeps a grid of zeros', () => {
		expect([...dequantise(quantise(new Float32Array(4), 1))]).toEqual([0, 0, 0, 0]);
	});
});
