import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../../library/recipes/envelope';
import { defaultStoryOptions, storyOptions } from './options';
import { describeStory, readStoryRecipe, recipeVersion, type StoryRecipe, vectorOf } from './recipe';
import { toBase64 } from './vectorText';

const recipe: StoryRecipe = {
	...envelopeOf('story', recipeVersion, '2026-11-24T05:00:00.000Z'),
	network: { name: 'storyteller', hash: 'abc' },
	backend: 'wasm',
	picture: { name: 'cat', hash: 'p', width: 3, height: 2 },
	styles: [
		{ kind: 'genre', id: 'gothic_horror', weight: 2 },
		{ kind: 'own', name: 'Emma', weight: 0.5, vector: toBase64(Float32Array.of(1, -0.5)), encoder: 'e' },
	],
	options: { ...defaultStoryOptions, length: 'long', seed: 7 },
	begin: 'Once',
	edited: true,
	text: 'Once more.',
};
const overTheFile = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a story’s recipe', () => {
	it('is read back completely', () => {
		const { options, styles, picture, begin, text, edited } = recipe;
		expect(readStoryRecipe(overTheFile(recipe))).toEqual({
			options,
			styles,
			picture,
			begin,
			text,
			edited,
			origin: { created: recipe.created, network: 'abc', backend: 'wasm' },
			notes: [],
		});
	});

	it('uses defaults for options that an older version did not have', () => {
		const read = readStoryRecipe({ app: 'Atelier', tab: 'story', options: { seed: 3 } });
		expect(read).toMatchObject({ options: { ...defaultStoryOptions, seed: 3 }, styles: [], edited: false, notes: [] });
	});

	it('keeps the valid parts of an invalid recipe and names the others', () => {
		const raw = {
			...recipe,
			options: { temperature: 99, seed: 'x', length: 'endless', sparkle: 3 },
			styles: ['romance', { kind: 'genre', id: 'western' }, { kind: 'own', vector: '!', encoder: 'e' }, null],
			picture: { name: 'cat' },
			begin: 5,
			text: ['a'],
		};
		const read = readStoryRecipe(overTheFile(raw));
		expect(read.options).toEqual({ ...defaultStoryOptions, temperature: storyOptions.temperature.max });
		expect(read.styles).toEqual([]);
		for (const name of ['picture', 'begin', 'text']) expect(read).not.toHaveProperty(name);
		expect(read.notes.join(' ')).toMatch(/Length.*Temperature.*Seed.*sparkle/s);
	});

	it.each([null, 5, 'text', [], {}, { app: 'Atelier', tab: 'paint' }, { app: 'Other', tab: 'story' }])(
		'is not seen in %j',
		(raw) => {
			expect(() => readStoryRecipe(raw)).toThrow(expect.objectContaining({ code: 'recipe-invalid' }));
			expect(describeStory(raw)).toBeUndefined();
		},
	);

	it('is described in one line', () => expect(describeStory(recipe)).toBe('Gothic horror + Emma, long, seed 7'));

	it('keeps vectors exactly and rejects anything else', () => {
		const vector = Float32Array.from([0.1, -1e-20, 3e30]);
		expect(vectorOf(toBase64(vector))).toEqual(vector);
		for (const text of ['', 'AAA=', '***', toBase64(Float32Array.of(Number.NaN))])
			expect(vectorOf(text)).toBeUndefined();
	});
});

describe('options from outside', () => {
	it('are always complete', () => {
		for (const raw of [undefined, null, [], 'x', {}])
			expect(readStoryRecipe({ app: 'Atelier', tab: 'story', options: raw }).options).toEqual(defaultStoryOptions);
	});
});
