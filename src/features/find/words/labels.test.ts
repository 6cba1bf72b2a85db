import { describe, expect, it } from 'vitest';
import { type LabelBox, levelOf, placeLabels, scaleOf } from './labels';

/** Evenly spread numbers in 0..1, the same each time. */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

function words(count: number, seed = 1) {
	const next = numbers(seed);
	const positions = Float32Array.from({ length: 2 * count }, () => 2 * next() - 1);
	const boxes: LabelBox[] = Array.from({ length: count }, () => ({
		width: 14 + 90 * next(),
		height: 14 + 6 * next(),
		left: 4,
		top: -9,
	}));
	return { positions, boxes };
}

function overlap(positions: Float32Array, boxes: readonly LabelBox[], scale: number, a: number, b: number): boolean {
	const edges = (at: number) => {
		const left = positions[2 * at]! * scale + boxes[at]!.left;
		const top = positions[2 * at + 1]! * scale + boxes[at]!.top;
		return { left, top, right: left + boxes[at]!.width, bottom: top + boxes[at]!.height };
	};
	const [one, other] = [edges(a), edges(b)];
	return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

const levels = { first: levelOf(120), last: levelOf(8000) };
/** Any word may be named anywhere. */
const free = { each: 0, ranks: new Uint16Array(2000) };

describe('placeLabels', () => {
	const { positions, boxes } = words(1200);
	const shownFrom = placeLabels(positions, boxes, levels, free);
	const shownAt = (level: number) => boxes.map((_, at) => at).filter((at) => shownFrom[at]! <= level);

	it.each([levels.first, levels.first + 5, levels.last])('places no overlapping boxes at level %i', (level) => {
		const shown = shownAt(level);
		expect(shown.length).toBeGreaterThan(10);
		// Anywhere between this level and the next, too.
		for (const scale of [scaleOf(level), scaleOf(level + 0.9)]) {
			const clashes = shown.flatMap((a, at) =>
				shown.slice(at + 1).filter((b) => overlap(positions, boxes, scale, a, b)),
			);
			expect(clashes).toEqual([]);
		}
	});

	it('leaves out a word only for a more frequent one, or one that was shown before', () => {
		for (const level of [levels.first, levels.first + 7]) {
			const shown = shownAt(level);
			const unexplained = boxes.flatMap((_, word) => {
				if (shownFrom[word]! <= level) return [];
				const why = shown.find(
					(other) =>
						(other < word || shownFrom[other]! < level) && overlap(positions, boxes, scaleOf(level), word, other),
				);
				return why === undefined ? [word] : [];
			});
			expect(unexplained).toEqual([]);
		}
	});

	it('shows more words the closer the view', () => {
		const counts = [0, 6, 12, 18].map((more) => shownAt(levels.first + more).length);
		for (let at = 1; at < counts.length; at++) expect(counts[at]).toBeGreaterThan(1.5 * counts[at - 1]!);
	});

	it('is deterministic', () => {
		expect(placeLabels(positions, boxes, levels, free)).toEqual(shownFrom);
	});
});

it('prefers the most frequent of overlapping words', () => {
	const box = { width: 40, height: 16, left: 4, top: -8 };
	const found = placeLabels(
		[0, 0, 0.001, 0, 0.5, 0],
		[box, box, box],
		{
			first: levelOf(200),
			last: levelOf(400),
		},
		free,
	);
	expect(found[0]).toBe(levelOf(200));
	expect(found[1]).toBeGreaterThan(levelOf(400));
	expect(found[2]).toBe(levelOf(200));
});

it('labels only words of low rank while there is little room', () => {
	const { positions, boxes } = words(1200);
	const ranks = boxes.map((_, at) => 1199 - at);
	const shownFrom = placeLabels(positions, boxes, levels, { each: 1000, ranks });
	const shownAt = (level: number) => ranks.filter((_, at) => shownFrom[at]! <= level);
	expect(shownAt(levels.first).length).toBeGreaterThan(10);
	expect(Math.max(...shownAt(levels.first))).toBeLessThan((2 * 120) ** 2 / 1000);
	expect(Math.max(...shownAt(levels.last))).toBeGreaterThan(1000);
});

it('places nothing without words', () => {
	expect(placeLabels([], [], levels, free)).toHaveLength(0);
});

it('levelOf and scaleOf are inverse', () => {
	expect(levelOf(scaleOf(31))).toBe(31);
	expect(scaleOf(levelOf(500))).toBeLessThanOrEqual(500);
	expect(scaleOf(levelOf(500) + 1)).toBeGreaterThan(500);
});
