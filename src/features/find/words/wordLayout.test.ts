import { describe, expect, it } from 'vitest';
import { centreView, fitView, toScreen } from '../surface/view';
import { levelOf } from './labels';
import { layOutWords, placeOf, wordAt } from './wordLayout';

const vocabulary = {
	words: ['dog', 'puppy', 'man', 'woman'],
	counts: [5000, 40, 3000, 30],
	positions: Float32Array.from([0, 0, 0.01, 0, 0.5, 0.5, -0.5, 0.5]),
	clusters: [0, 0, 1, 1],
};
const layout = layOutWords(vocabulary, (text) => text.length * 8);
const size = { width: 800, height: 800 };

it('more frequent words have larger dots, and a cluster’s words share a hue', () => {
	expect(layout.radius[0]).toBeGreaterThan(layout.radius[2]!);
	expect(layout.radius[2]).toBeGreaterThan(layout.radius[1]!);
	const hueOf = (index: number) => layout.byHue.findIndex((members) => members.includes(index));
	expect(hueOf(0)).toBe(hueOf(1));
	expect(hueOf(2)).not.toBe(hueOf(0));
});

describe('wordAt', () => {
	const whole = fitView(size);
	const on = (index: number, by: number, view = whole) => {
		const { x, y } = toScreen(view, placeOf(vocabulary, index));
		return { x: x + by, y };
	};

	it('finds the word whose label is there, even if another dot is closer', () => {
		expect(layout.shownFrom[0]).toBeLessThanOrEqual(levelOf(whole.scale));
		expect(layout.shownFrom[1]).toBeGreaterThan(levelOf(whole.scale));
		expect(wordAt(layout, whole, on(0, 5), 12)).toBe(0);
	});

	it('finds the closest dot within reach, or nothing', () => {
		expect(wordAt(layout, whole, on(0, -9), 12)).toBe(0);
		expect(wordAt(layout, whole, on(0, -15), 12)).toBeUndefined();
		expect(wordAt(layout, whole, { x: 0, y: 800 }, Number.POSITIVE_INFINITY)).toBe(3);
	});

	it('finds a rarer word once it is zoomed in enough', () => {
		const near = centreView({ x: 0.01, y: 0 }, 8000, size);
		expect(wordAt(layout, near, on(1, 2, near), 12)).toBe(1);
	});
});
