import { describe, expect, it } from 'vitest';

import { type Coefficients, History, type NewProducts } from './history';

const size = 7;
/** Arbitrary values of mixed signs, from sines of different frequencies. */
const mixed = (length: number, seed: number) =>
	Float32Array.from({ length }, (_, i) => 2 * Math.sin(seed * 12.9898 + i * 78.233));
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
	Array.from(a).reduce((sum, v, i) => sum + v * (b[i] as number), 0);

/** The textbook two-loop recursion on whole vectors. */
function twoLoops(pairs: readonly { s: number[]; y: number[] }[], g: readonly number[]): number[] {
	let q = Array.from(g);
	const alphas: number[] = [];
	for (const { s, y } of [...pairs].reverse()) {
		const alpha = dot(s, q) / dot(s, y);
		alphas.unshift(alpha);
		q = q.map((v, i) => v - alpha * (y[i] as number));
	}
	const last = pairs.at(-1);
	if (last) q = q.map((v) => (v * dot(last.s, last.y)) / dot(last.y, last.y));
	for (const [k, { s, y }] of pairs.entries()) {
		const beta = dot(y, q) / dot(s, y);
		q = q.map((v, i) => v + ((alphas[k] as number) - beta) * (s[i] as number));
	}
	return q.map((v) => -v);
}

/** The direction as the optimiser computes it. */
function combine(
	{ s, y, g }: Coefficients,
	pairs: readonly { s: number[]; y: number[] }[],
	gradient: readonly number[],
): number[] {
	return gradient.map((v, i) =>
		pairs.reduce(
			(sum, p, j) => sum + (s[j] as number) * (p.s[i] as number) + (y[j] as number) * (p.y[i] as number),
			g * v,
		),
	);
}

describe('History', () => {
	it('gives the direction of the two-loop recursion on a quadratic, also after the oldest pairs were dropped', () => {
		const history = new History(3);
		let pairs: { s: number[]; y: number[] }[] = [];
		let g = Array.from(mixed(size, 50));
		const step = 0.5;
		for (let k = 0; k < 6; k++) {
			const coefficients = history.direction();
			const d = combine(coefficients, pairs, g);
			const wanted = twoLoops(pairs, g);
			for (const [i, v] of d.entries()) expect(v).toBeCloseTo(wanted[i] as number, 8);
			expect(history.slope(coefficients, dot(g, g))).toBeCloseTo(dot(wanted, g), 8);
			// The quadratic's matrix is diagonal: 1, 2, 3, ...
			const y = d.map((v, i) => step * v * (1 + i));
			g = g.map((v, i) => v + (y[i] as number));
			const products: NewProducts = {
				sy: pairs.map((p) => dot(p.s, y)),
				sg: pairs.map((p) => dot(p.s, g)),
				yy: pairs.map((p) => dot(p.y, y)),
				yg: pairs.map((p) => dot(p.y, g)),
				dy: dot(d, y),
				dg: dot(d, g),
				ownYY: dot(y, y),
				ownYG: dot(y, g),
				gg: dot(g, g),
			};
			expect(history.remember(products, step, coefficients)).toBe(true);
			pairs = [...pairs, { s: d.map((v) => step * v), y }].slice(-3);
		}
		expect(history.length).toBe(3);
	});

	it('does not remember a pair without curvature, but takes its step', () => {
		const history = new History(3);
		const products = { sy: [], sg: [], yy: [], yg: [], dy: -1, dg: 1, ownYY: 1, ownYG: 1, gg: 1 };
		expect(history.remember(products, 1, history.direction())).toBe(false);
		expect(history.length).toBe(0);
	});
});
