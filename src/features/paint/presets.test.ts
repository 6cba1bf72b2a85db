import { describe, expect, it } from 'vitest';
import { estimateMemory } from './memory';
import { defaultPaintOptions as options, paintOptions } from './options';
import { type Canvas, enlarged, largerSizes, optionsOf, paintingSize, presets, secondsFor, workOf } from './presets';
import { evaluationsUpTo, planLadder } from './shared/ladder';

const twoCores = { backend: 'wasm', pixelsPerSecond: 500_000 } as const;
const canvas: Canvas = { aspect: 1.5, speed: twoCores, budget: 3e9, isMasked: false };
const secondsOf = (id: 'sketch' | 'painting' | 'poster', on: Canvas) =>
	secondsFor(workOf({ ...options, ...optionsOf(id, on, options) }, on.aspect), on.speed);

describe('a preset', () => {
	it('is the largest size that a device paints in its time', () => {
		const { size } = optionsOf('painting', canvas, options);
		expect(secondsOf('painting', canvas)).toBeLessThanOrEqual(60);
		expect(secondsOf('painting', canvas)).toBeGreaterThan(50);
		expect(size).toBeGreaterThan(512);
		const faster = { ...canvas, speed: { ...twoCores, pixelsPerSecond: 5e6 } };
		expect(optionsOf('painting', faster, options).size).toBe(1024);
		const slower = { ...canvas, speed: { ...twoCores, pixelsPerSecond: 5e4 } };
		expect(optionsOf('painting', slower, options).size).toBe(320);
	});

	it('fits into the memory of the device', () => {
		const full = optionsOf('poster', canvas, options).size;
		const half = Math.floor(full / 64) * 32;
		const budget = estimateMemory({ options: { ...options, size: half }, aspect: 1.5 });
		expect(optionsOf('poster', { ...canvas, budget }, options).size).toBe(half);
	});

	it('grows from sketch to poster, within the range of the options', () => {
		for (const pixelsPerSecond of [1e4, 1e5, 1e6, 1e9]) {
			const speed = { ...twoCores, pixelsPerSecond };
			const sizes = presets.map(({ id }) => optionsOf(id, { ...canvas, speed }, options).size);
			expect([...sizes].sort((a, b) => a - b)).toEqual(sizes);
			for (const size of sizes) expect(size % paintOptions.size.step).toBe(0);
			expect(sizes[2]).toBeLessThanOrEqual(paintOptions.size.max);
		}
	});
});

describe('a painting taken to a larger size', () => {
	it('needs the finer levels only', () => {
		const wide = { ...options, size: 512, evaluations: 150 };
		const larger = enlarged(wide, 150, 1024);
		const plan = planLadder(larger, larger.evaluations);
		expect(plan.map(({ size }) => size)).toEqual([256, 512, 1024]);
		const left = larger.evaluations - evaluationsUpTo(512, larger);
		expect(left).toBe(plan[2]?.evaluations);
		expect(left).toBeGreaterThan(15);
		expect(workOf(larger, 1, 512)).toBe(left * 1040 ** 2);
		expect(workOf(larger, 1)).toBeGreaterThan(workOf(larger, 1, 512));
	});

	it('is offered in the sizes that there is memory for', () => {
		const small = { ...options, size: 256 };
		expect(largerSizes(small, canvas)).toEqual([512, 1024, 2048].filter((size) => size <= paintOptions.size.max));
		const budget = estimateMemory({ options: { ...options, size: 512 }, aspect: 1.5 });
		expect(largerSizes(small, { ...canvas, budget })).toEqual([512]);
	});
});

it('says the size of a painting from its longer side', () => {
	expect(paintingSize(512, 1.5)).toEqual({ width: 512, height: 341 });
	expect(paintingSize(512, 0.5)).toEqual({ width: 256, height: 512 });
});
