import { describe, expect, it } from 'vitest';
import { seededUniform } from './prng';
import { drawTopP, largestFew, logSoftmax } from './topP';

const probabilities = [0.05, 0.5, 0.15, 0.3];
const logits = probabilities.map((p) => Math.log(p) + 3);
const never = Number.NEGATIVE_INFINITY;

function shares(options: { temperature: number; topP: number }, of = logits): number[] {
	const [random, rounds] = [seededUniform(1), 20000];
	const counts = of.map(() => 0);
	for (let n = 0; n < rounds; n++) {
		const word = drawTopP(of, options, random());
		counts[word] = (counts[word] as number) + 1;
	}
	return counts.map((n) => n / rounds);
}

describe('drawTopP', () => {
	it('draws words according to their probabilities', () => {
		shares({ temperature: 1, topP: 1 }).forEach((share, word) => {
			expect(share).toBeCloseTo(probabilities[word] as number, 1);
		});
	});

	it('sharpens at a low temperature', () => {
		const squares = probabilities.map((p) => p * p);
		const total = squares.reduce((a, b) => a + b, 0);
		shares({ temperature: 0.5, topP: 1 }).forEach((share, word) => {
			expect(share).toBeCloseTo((squares[word] as number) / total, 1);
		});
	});

	it('leaves out words beyond top p, but never all', () => {
		const kept = shares({ temperature: 1, topP: 0.79 });
		expect(kept[0]).toBe(0);
		expect(kept[2]).toBe(0);
		expect(kept[1]).toBeCloseTo(0.5 / 0.8, 1);
		expect(shares({ temperature: 1, topP: 0.81 })[2]).toBeGreaterThan(0);
		expect(shares({ temperature: 1, topP: 0.01 })).toEqual([0, 1, 0, 0]);
	});

	it('never draws a word with a logit of -Infinity', () => {
		const barred = [never, 2, never, never];
		for (const chance of [0, 0.5, 1 - 2 ** -32]) {
			expect(drawTopP(barred, { temperature: 1, topP: 1 }, chance)).toBe(1);
			expect(drawTopP(barred, { temperature: 0.3, topP: 0.5 }, chance)).toBe(1);
		}
	});
});

describe('logSoftmax', () => {
	it('computes log-probabilities', () => {
		[...logSoftmax(logits)].forEach((value, word) => {
			expect(Math.exp(value)).toBeCloseTo(probabilities[word] as number, 12);
		});
		expect(logSoftmax([1000, never])[0]).toBe(0);
		expect(logSoftmax([1000, never])[1]).toBe(never);
	});
});

describe('largestFew', () => {
	it('lists indices, largest value first, without those of -Infinity', () => {
		expect(largestFew([3, 9, never, 7, 1], 3)).toEqual([1, 3, 0]);
		expect(largestFew([3, never], 3)).toEqual([0]);
		expect(largestFew([5, 5, 6], 2)).toEqual([2, 0]);
	});
});
