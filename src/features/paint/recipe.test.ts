import { describe, expect, it } from 'vitest';
import { version } from '../../../package.json';
import { blackPng, pngFile } from '../../library/intake/testing/files';
import { appVersion } from '../../library/recipe';
import { envelopeOf } from '../../library/recipes/envelope';
import { defaultPaintOptions, paintOptions } from './options';
import { describeRecipe, type PaintRecipe, readPaintRecipe, recipeVersion } from './recipe';

const address = (png: Buffer): string => `data:image/png;base64,${png.toString('base64')}`;

const recipe: PaintRecipe = {
	...envelopeOf('paint', recipeVersion, '2026-11-24T05:00:00.000Z'),
	network: { name: 'perception', hash: 'abc' },
	backend: 'wasm',
	photo: { name: 'cat', hash: 'p', width: 3, height: 2 },
	styles: [
		{ kind: 'pack', id: 'starry-night', title: 'The Starry Night', hash: 's', weight: 2 },
		{ kind: 'picture', name: 'my wall', hash: 'w', weight: 0.5 },
	],
	mask: address(blackPng(3, 2)),
	options: { ...defaultPaintOptions, size: 512, seed: 7, originalColours: true, styleLayers: { relu1_1: 0.5 } },
	evaluations: 90,
	seconds: 40,
	losses: { content: 1, style: 0.1, totalVariation: 0.01, total: 1.11 },
};
/** Recipes without `balance` are of paintings that were made without it. */
const older = { ...defaultPaintOptions, balance: false };
const overTheFile = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a recipe', () => {
	it('comes back whole', () => {
		const { options, styles, network, photo, mask, notes } = readPaintRecipe(overTheFile(recipe));
		expect({ options, styles, network, mask, notes }).toEqual({
			options: recipe.options,
			styles: recipe.styles,
			network: recipe.network,
			mask: recipe.mask,
			notes: [],
		});
		expect(photo).toEqual({ name: 'cat', hash: 'p' });
	});

	it.each([
		['no base64', 'data:image/png;base64,%%%'],
		['no PNG', address(Buffer.from('GIF89a'))],
		['cut short', address(blackPng(30, 20).subarray(0, -20))],
		['larger than any mask', address(pngFile(100_000, 100_000))],
	])('comes back without a mask that is %s', (_, mask) => {
		const read = readPaintRecipe({ ...recipe, mask });
		expect(read.mask).toBeUndefined();
		expect(read.notes).toEqual(['The recipe’s mask could not be read, so it was left out.']);
	});

	it('names the version of package.json', () => expect(appVersion).toBe(version));

	it('gives defaults for what an older version did not write', () => {
		const { options, styles, notes } = readPaintRecipe({ app: 'Atelier', tab: 'paint', options: { size: 320 } });
		expect(options).toEqual({ ...older, size: 320 });
		expect(styles).toEqual([]);
		expect(notes).toEqual([]);
	});

	it('takes what makes sense out of nonsense, and says what it left out', () => {
		const raw = {
			...recipe,
			options: { size: 99999, seed: 'x', pooling: 'none', styleLayers: { relu1_1: -1 }, sparkle: 3 },
			styles: ['The Kiss', { kind: 'pack' }, { kind: 'pack', id: 'the-kiss', weight: 'heavy' }, null],
			mask: 'https://elsewhere.example/mask.png',
			network: 'mine',
		};
		const read = readPaintRecipe(overTheFile(raw));
		expect(read.options).toEqual({ ...older, size: paintOptions.size.max });
		expect(read.styles).toEqual([{ kind: 'pack', id: 'the-kiss', title: 'the-kiss', weight: 1 }]);
		expect(read).not.toHaveProperty('mask');
		expect(read).not.toHaveProperty('network');
		expect(read.notes.join(' ')).toMatch(/Size.*Seed.*Style layers.*Pooling.*sparkle/s);
	});

	it.each([null, 5, 'text', [], {}, { app: 'Atelier', tab: 'story' }, { app: 'Other', tab: 'paint' }])(
		'is not seen in %j',
		(raw) => {
			expect(() => readPaintRecipe(raw)).toThrow(expect.objectContaining({ code: 'recipe-invalid' }));
			expect(describeRecipe(raw)).toBeUndefined();
		},
	);

	it('is told in a line', () => {
		expect(describeRecipe(recipe)).toBe('The Starry Night + my wall, 100 steps, seed 7');
	});
});

describe('options from outside', () => {
	it('are always complete', () => {
		for (const raw of [undefined, null, [], 'x', {}])
			expect(readPaintRecipe({ app: 'Atelier', tab: 'paint', options: raw }).options).toEqual(older);
	});
});
