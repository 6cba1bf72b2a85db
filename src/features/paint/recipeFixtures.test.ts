/** Paintings that version 0.1.0 saved must give their settings back in every later one. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readRecipe } from '../../library/recipe';
import { describeRecipe, readPaintRecipe } from './recipe';

async function saved(name: string): Promise<{ readonly options: unknown }> {
	const png = readFileSync(new URL(`testing/recipes/${name}`, import.meta.url));
	return JSON.parse((await readRecipe(new Blob([png]))) as string);
}

const photo = { name: 'Chelsea the cat', hash: 'a'.repeat(64) };

/** What these paintings were made with before there were options for it. */
const laterOptions = { balance: false, contentBlend: 0 };

it('reads a painting in one style', async () => {
	const raw = await saved('painting.png');
	expect(readPaintRecipe(raw)).toEqual({
		options: { ...Object(raw.options), ...laterOptions },
		styles: [{ kind: 'pack', id: 'starry-night', title: 'The Starry Night', hash: 'd'.repeat(64), weight: 1 }],
		network: { name: 'perception', hash: 'c'.repeat(64) },
		photo,
		notes: [],
	});
	expect(describeRecipe(raw)).toMatch(/^The Starry Night, \d+ .*seed \d+$/);
});

it('reads a blend with a mask and a network of the visitor’s own', async () => {
	const raw = await saved('blend-mask-own-network.png');
	const { mask, options, ...rest } = readPaintRecipe(raw);
	const layers = { contentLayers: { relu4_2: 1 }, styleLayers: { relu1_1: 0.2, relu2_1: 0.8 } };
	expect(rest).toEqual({
		styles: [
			{ kind: 'pack', id: 'starry-night', title: 'The Starry Night', hash: 'd'.repeat(64), weight: 0.3 },
			{ kind: 'picture', name: 'wall “brick”', hash: 'b'.repeat(64), weight: 1.5 },
		],
		network: { name: 'own:1', hash: 'c'.repeat(64) },
		photo,
		notes: [],
	});
	expect(mask).toMatch(/^data:image\/png;base64,iVBORw0KGgo/);
	expect(options).toMatchObject({ size: 320, evaluations: 120, seed: 42, originalColours: true, ...layers });
	expect(options).toEqual({ ...Object(raw.options), ...laterOptions });
});
