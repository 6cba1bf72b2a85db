import { describe, expect, it } from 'vitest';
import { defaultImagineOptions, imagineOptions } from './options';
import { describeBird, drawsSame, readImagineRecipe, recipeOf } from './recipe';

const bird = {
	text: 'a red bird',
	seed: 7,
	near: [
		{ seed: 3, distance: 0.4 },
		{ seed: 5, distance: 0.2 },
	],
	towards: { text: 'a blue bird', seed: 9, share: 0.25 },
};
const how = { truncation: 0.5, samples: 4, bestOf: 2, stages: 2, modelHash: 'nets' } as const;
const recipe = recipeOf({ bird, ...how, backend: 'wasm' }, new Date('2026-11-28T02:00:00Z'));
const overTheFile = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a bird’s recipe', () => {
	it('comes back whole', () => {
		expect(recipe).toMatchObject({ app: 'Atelier', tab: 'imagine', created: '2026-11-28T02:00:00.000Z', seed: 7 });
		expect(readImagineRecipe(overTheFile(recipe))).toEqual({ bird, ...how, notes: [] });
	});

	it('is that of the same picture, whenever it was kept and among how many others', () => {
		const later = recipeOf({ bird, ...how, samples: 1, bestOf: 1, backend: 'wasm' }, new Date());
		expect(drawsSame(overTheFile(recipe), later)).toBe(true);
		for (const other of [{ ...recipe, seed: 8 }, { ...recipe, stages: 1 }, { ...recipe, near: undefined }, null]) {
			expect(drawsSame(overTheFile(other), later)).toBe(false);
		}
	});

	it('gives defaults for what an older version did not write', () => {
		const { samples, bestOf, truncation, seed } = defaultImagineOptions;
		expect(readImagineRecipe({ app: 'Atelier', tab: 'imagine', text: 'a bird' })).toEqual({
			bird: { text: 'a bird', seed },
			samples,
			bestOf,
			truncation,
			stages: 2,
			modelHash: '',
			notes: [],
		});
	});

	it('takes what makes sense out of nonsense, and says what it left out', () => {
		const raw = {
			...recipe,
			seed: 'x',
			truncation: 99,
			samples: 2.4,
			near: [{ seed: 3, distance: 7 }],
			towards: { text: '', share: 0.5 },
			stages: 5,
		};
		const read = readImagineRecipe(overTheFile(raw));
		expect(read).toMatchObject({
			bird: { text: 'a red bird', seed: defaultImagineOptions.seed },
			truncation: imagineOptions.truncation.max,
			samples: 2,
			stages: 2,
		});
		expect(read.bird).not.toHaveProperty('near');
		expect(read.bird).not.toHaveProperty('towards');
		expect(read.notes.join(' ')).toMatch(/Number of birds.*Variety.*Seed.*variation.*blend/s);
	});

	it.each([
		null,
		5,
		'text',
		[],
		{},
		{ app: 'Atelier', tab: 'paint' },
		{ app: 'Other', tab: 'imagine', text: 'a bird' },
	])('is not seen in %j', (raw) => {
		expect(() => readImagineRecipe(raw)).toThrow(expect.objectContaining({ code: 'recipe-invalid' }));
		expect(describeBird(raw)).toBeUndefined();
	});

	it('needs a sentence', () => {
		expect(() => readImagineRecipe({ ...recipe, text: ' ' })).toThrow(/no sentence/);
		expect(describeBird({ ...recipe, text: 5 })).toBeUndefined();
	});

	it('is told in a line', () => {
		expect(describeBird(recipe)).toBe('seed 7, variation 0.4 and 0.2, 25 % towards “a blue bird”');
		expect(
			describeBird(recipeOf({ bird: { text: 'a bird', seed: 1 }, ...how, stages: 1, backend: '' }, new Date())),
		).toBe('sketch, seed 1');
	});
});
