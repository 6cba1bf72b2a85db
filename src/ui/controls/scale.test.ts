import { describe, expect, it } from 'vitest';
import { onStep, positionOf, type Range, valueAt } from './scale';

const linear: Range = { min: 64, max: 1024, step: 32 };
const log: Range = { min: 0.25, max: 4, step: 0.05, scale: 'log' };
const fromZero: Range = { min: 0, max: 10, step: 0.001, scale: 'log' };

describe('a slider', () => {
	it.each([linear, log, fromZero])('reaches both ends of $min to $max and never passes them', (range) => {
		expect(valueAt(0, range)).toBe(range.min);
		expect(valueAt(1, range)).toBe(range.max);
		expect(valueAt(-3, range)).toBe(range.min);
		expect(positionOf(range.max * 9, range)).toBe(1);
		expect(positionOf(range.min, range)).toBe(0);
	});

	it('puts 1 in the middle between a quarter and four', () => {
		expect(positionOf(1, log)).toBeCloseTo(0.5, 10);
		expect(valueAt(0.5, log)).toBe(1);
	});

	it('keeps a place for 0 on a logarithmic range', () => {
		expect(positionOf(0, fromZero)).toBe(0);
		expect(positionOf(0.001, fromZero)).toBeGreaterThan(0);
		expect(valueAt(0.01, fromZero)).toBe(0);
	});

	it.each([linear, log, fromZero])('comes back to the value it was set to', (range) => {
		for (let at = 0.05; at <= 1; at += 0.05) {
			const value = valueAt(at, range);
			expect(valueAt(positionOf(value, range), range)).toBeCloseTo(value, 2);
		}
	});

	it('stands on steps counted from the minimum, without rounding dust', () => {
		expect(onStep(250, linear)).toBe(256);
		expect(onStep(0.30000000000000004, { min: 0, max: 1, step: 0.05 })).toBe(0.3);
		expect(onStep(0.0204, fromZero)).toBe(0.02);
	});
});
