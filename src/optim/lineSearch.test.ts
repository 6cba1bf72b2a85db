import { describe, expect, it } from 'vitest';
import { cubicMinimum, LineSearch } from './lineSearch';

type Curve = (t: number) => { loss: number; slope: number };

function search(curve: Curve, firstStep: number, c2 = 0.9) {
	const start = curve(0);
	const line = new LineSearch(start, firstStep, { c2 });
	for (let count = 1; ; count++) {
		const { loss, slope } = curve(line.step);
		const verdict = line.update(loss, slope);
		if (verdict) return { verdict, count, start, ...line.low };
	}
}

const curves: Record<string, Curve> = {
	// Moré and Thuente's first two test functions, and a parabola.
	'moré 1': (t) => ({ loss: -t / (t * t + 2), slope: (t * t - 2) / (t * t + 2) ** 2 }),
	'moré 2': (t) => ({ loss: (t + 0.1) ** 5 - 2 * (t + 0.1) ** 4, slope: 5 * (t + 0.1) ** 4 - 8 * (t + 0.1) ** 3 }),
	parabola: (t) => ({ loss: (t - 5) ** 2, slope: 2 * (t - 5) }),
};

describe.each(Object.entries(curves))('line search on %s', (_, curve) => {
	it.each([1e-3, 0.1, 1, 10, 1000])('satisfies both Wolfe conditions from a first step of %d', (firstStep) => {
		const { verdict, count, start, step, loss, slope } = search(curve, firstStep, 0.1);
		expect(verdict).toBe('wolfe');
		expect(count).toBeLessThanOrEqual(15);
		expect(loss).toBeLessThanOrEqual(start.loss + 1e-4 * step * start.slope);
		expect(Math.abs(slope)).toBeLessThanOrEqual(0.1 * Math.abs(start.slope));
	});
});

describe('LineSearch', () => {
	it('halves a step whose loss is NaN', () => {
		const line = new LineSearch({ loss: 1, slope: -1 }, 8);
		line.update(Number.NaN, Number.NaN);
		expect(line.step).toBe(4);
		line.update(Number.POSITIVE_INFINITY, 1);
		expect(line.step).toBe(2);
	});

	it('fails where the loss only rises, and settles for a decrease where the slope never flattens', () => {
		expect(search((t) => ({ loss: t, slope: -1 }), 1).verdict).toBe('failed');
		const endless = search((t) => ({ loss: -t, slope: -1 }), 1);
		expect(endless.verdict).toBe('decrease');
		expect(endless.loss).toBeLessThan(-1000);
	});

	it('rejects an ascent direction', () => {
		expect(() => new LineSearch({ loss: 1, slope: 1 }, 1)).toThrow(RangeError);
	});
});

describe('cubicMinimum', () => {
	it('is exact for a cubic', () => {
		const f = (t: number) => ({ step: t, loss: t ** 3 - 3 * t, slope: 3 * t * t - 3 });
		expect(cubicMinimum(f(0), f(3))).toBeCloseTo(1, 12);
		expect(cubicMinimum(f(3), f(0))).toBeCloseTo(1, 12);
	});
	it('returns undefined when there is none', () => {
		expect(cubicMinimum({ step: 0, loss: 0, slope: -1 }, { step: 1, loss: -1, slope: -1 })).toBeUndefined();
	});
});
