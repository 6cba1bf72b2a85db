import { describe, expect, it } from 'vitest';
import type { LoadedModel } from '../../models/types';
import { blendGrams, packGram } from './styles';

/** A made-up pack of one layer of three channels at two scales, written as training/styles writes it. */
const matrices = {
	256: [4, 1, 0, 1, 9, 3, 0, 3, 1],
	1024: [2, 0, 0, 0, 5, 1, 0, 1, 8],
};
const pack = (): LoadedModel => {
	const tensors = new Map<string, { shape: number[]; data: Float32Array }>();
	for (const [scale, m] of Object.entries(matrices)) {
		const diagonal = [0, 4, 8].map((at) => m[at] as number);
		const upper = [
			[0, 1],
			[0, 2],
			[1, 2],
		].map(([i, j]) => {
			const value = m[(i as number) * 3 + (j as number)] as number;
			return Math.round(
				(255 * value) / Math.sqrt((diagonal[i as number] as number) * (diagonal[j as number] as number)),
			);
		});
		tensors.set(`gram.${scale}.relu1_1.diagonal`, { shape: [3], data: Float32Array.from(diagonal) });
		tensors.set(`gram.${scale}.relu1_1.correlation`, { shape: [3], data: Float32Array.from(upper) });
	}
	return { name: 'styles/made-up', hash: '', config: undefined, tensors };
};
const index = { network: '', layers: ['relu1_1'], scales: [1024, 256] };

describe('packGram', () => {
	it.each([
		[256, matrices[256]],
		[100, matrices[256]],
		[1024, matrices[1024]],
		[3000, matrices[1024]],
		// Half way in the logarithm.
		[512, matrices[256].map((v, at) => (v + (matrices[1024][at] as number)) / 2)],
	])('restores the matrix for %i px', (size, wanted) => {
		const { channels, values } = packGram(pack(), index, 'relu1_1', size);
		expect(channels).toBe(3);
		// One step of 255 is the most that 8 bits lose.
		for (const [at, value] of values.entries())
			expect(Math.abs(value - (wanted[at] as number))).toBeLessThan(6 / 255 / 2 + 1e-6);
		for (const at of [0, 4, 8]) expect(values[at]).toBeCloseTo(wanted[at] as number, 5);
	});

	it('says so when the file lacks a layer', () => {
		expect(() => packGram(pack(), index, 'relu2_1', 256)).toThrow(expect.objectContaining({ code: 'model-damaged' }));
	});
});

describe('blendGrams', () => {
	it('weighs', () => {
		const gram = (value: number) => ({ channels: 1, values: Float32Array.of(value) });
		const { values } = blendGrams([
			{ gram: gram(1), weight: 3 },
			{ gram: gram(5), weight: 1 },
		]);
		expect(values[0]).toBe(2);
	});
});
