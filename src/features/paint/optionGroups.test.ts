import { describe, expect, it } from 'vitest';
import { memoryBudget } from './budget';
import { isShown, moreGroups, simpleNames } from './optionGroups';
import { defaultPaintOptions, paintOptions } from './options';

describe('controls from the table', () => {
	it('show every option exactly once', () => {
		const shown = [...simpleNames, ...moreGroups.flatMap(({ names }) => names)];
		expect([...shown].sort()).toEqual(Object.keys(paintOptions).sort());
	});

	it('hide what has no effect', () => {
		expect(isShown('noiseRatio', defaultPaintOptions)).toBe(false);
		expect(isShown('noiseRatio', { ...defaultPaintOptions, start: 'blend' })).toBe(true);
		expect(isShown('history', { ...defaultPaintOptions, optimiser: 'adam' })).toBe(false);
		expect(isShown('learningRate', { ...defaultPaintOptions, optimiser: 'adam' })).toBe(true);
	});
});

describe('the memory budget', () => {
	it('is half of the device, and never more than a WebAssembly heap', () => {
		expect(memoryBudget('webgpu', 8)).toBe(4 * 2 ** 30);
		expect(memoryBudget('wasm', 2)).toBe(2 ** 30);
		expect(memoryBudget('wasm', 8)).toBeLessThan(4 * 2 ** 30);
		expect(memoryBudget('webgpu', undefined)).toBe(2 * 2 ** 30);
	});
});
