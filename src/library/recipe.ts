import { readText, withText } from './png/text';

/** Under this keyword a PNG carries how it was made. What stands in it is the feature's own business. */
export const recipeKeyword = 'atelier-recipe';

/** @param png a whole PNG file @param recipe plain data @returns the same picture, with its recipe inside */
export async function writeRecipe(png: Blob, recipe: unknown): Promise<Blob> {
	const bytes = new Uint8Array(await png.arrayBuffer());
	return new Blob([withText(bytes, recipeKeyword, JSON.stringify(recipe))], { type: 'image/png' });
}

/** The recipe's text; undefined when the picture carries none. */
export async function readRecipe(picture: Blob): Promise<string | undefined> {
	return readText(new Uint8Array(await picture.arrayBuffer()), recipeKeyword);
}
