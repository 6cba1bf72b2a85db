import { writeRecipe } from '../../library/recipe';
import { imageDataOf } from './imageData';
import { type ImagineRecipe, recipeOf } from './recipe';
import type { Work } from './state';

/** Encodes a bird as a PNG with its recipe inside. */
export async function pngOf(
	{ picture, bird, truncation, samples, bestOf, stages, backend, modelHash }: Work,
	when: Date,
): Promise<{ png: Blob; recipe: ImagineRecipe }> {
	const canvas = new OffscreenCanvas(picture.size, picture.size);
	canvas.getContext('2d')?.putImageData(imageDataOf(picture), 0, 0);
	const recipe = recipeOf({ bird, truncation, samples, bestOf, stages, backend, modelHash }, when);
	return { png: await writeRecipe(await canvas.convertToBlob({ type: 'image/png' }), recipe), recipe };
}
