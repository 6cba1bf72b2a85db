/** Birds that version 0.1.0 saved must be drawn again by every later one. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readRecipe } from '../../library/recipe';
import { describeBird, readImagineRecipe } from './recipe';

async function saved(name: string): Promise<unknown> {
	const png = readFileSync(new URL(`testing/recipes/${name}`, import.meta.url));
	return JSON.parse((await readRecipe(new Blob([png]))) as string);
}

const how = { truncation: 0.7, samples: 4, bestOf: 3, modelHash: '9'.repeat(64), notes: [] };
const bird = { text: 'a small bird with a red head', seed: 5 };

it('reads a bird', async () => {
	const raw = await saved('bird.png');
	expect(readImagineRecipe(raw)).toEqual({ bird, ...how, stages: 2 });
	expect(describeBird(raw)).toBe('seed 5');
});

it('reads the sketch of a bird near another one, on its way to another sentence', async () => {
	const near = [
		{ seed: 1000008, distance: 0.25 },
		{ seed: 3, distance: 0.5 },
	];
	const towards = { text: 'a yellow bird', share: 0.4, seed: 8 };
	const raw = await saved('walked-sketch.png');
	expect(readImagineRecipe(raw)).toEqual({ bird: { ...bird, near, towards }, ...how, stages: 1 });
	expect(describeBird(raw)).toBe('sketch, seed 5, variation 0.25 and 0.5, 40 % towards “a yellow bird”');
});
