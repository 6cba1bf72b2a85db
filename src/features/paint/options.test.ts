import { describe, expect, it } from 'vitest';
import { applies, optionGroups, simpleOptions } from '../../options/groups';
import { memoryBudget } from './budget';
import { contentWeights, defaultPaintOptions, paintOptions } from './options';

describe('the panel of the table', () => {
	it('shows every option exactly once', () => {
		const shown = [...simpleOptions(paintOptions), ...optionGroups(paintOptions).flatMap(({ names }) => names)];
		expect([...shown].sort()).toEqual(Object.keys(paintOptions).sort());
		expect(optionGroups(paintOptions).map(({ title }) => title)).toEqual([
			'Size',
			'Texture',
			'Start',
			'Optimiser',
			'Network',
		]);
	});

	it('hides what has no effect', () => {
		const isShown = (name: keyof typeof paintOptions, changed: object) =>
			applies(paintOptions, name, { ...defaultPaintOptions, ...changed });
		expect(isShown('noiseRatio', {})).toBe(false);
		expect(isShown('noiseRatio', { start: 'blend' })).toBe(true);
		expect(isShown('history', { optimiser: 'adam' })).toBe(false);
		expect(isShown('learningRate', { optimiser: 'adam' })).toBe(true);
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

describe('the second content layer', () => {
	it('takes its share from the others', () => {
		expect(contentWeights({ contentLayers: { relu4_1: 1 }, contentBlend: 0 })).toEqual({ relu4_1: 1 });
		expect(contentWeights({ contentLayers: { relu4_1: 2 }, contentBlend: 0.25 })).toEqual({
			relu4_1: 1.5,
			relu2_2: 0.5,
		});
		expect(contentWeights({ contentLayers: { relu2_2: 1, relu4_1: 1 }, contentBlend: 0.5 })).toEqual({
			relu2_2: 1.5,
			relu4_1: 0.5,
		});
	});
});
