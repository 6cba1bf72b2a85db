import { describe, expect, it } from 'vitest';
import { parseRecipe } from './recipe';

describe('parseRecipe', () => {
	it('reads what a tab wrote', () => {
		expect(parseRecipe('{"tab":"paint","options":{"size":256}}')).toEqual({ tab: 'paint', options: { size: 256 } });
	});

	it.each(['null', '[]', '"paint"', '7', '{}', '{"tab":1}', '{"tab":', ''])('takes %s for no recipe', (text) => {
		expect(parseRecipe(text)).toBeUndefined();
	});

	it('takes what is too deep to be stored for no recipe', () => {
		const nested = (levels: number) => `{"tab":"paint","options":${'['.repeat(levels)}${']'.repeat(levels)}}`;
		expect(parseRecipe(nested(9))).toBeDefined();
		expect(parseRecipe(nested(100))).toBeUndefined();
		expect(parseRecipe(nested(50_000))).toBeUndefined();
	});
});
