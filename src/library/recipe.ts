import { readText, withText } from './png/text';

/** Under this keyword a PNG carries how it was made. What stands in it is the feature's own business. */
export const recipeKeyword = 'atelier-recipe';

/** The studio's, the same as in package.json: recipes name it. */
export const appVersion = '0.1.0';

/** @param png a whole PNG file @param recipe plain data @returns the same picture, with its recipe inside */
export async function writeRecipe(png: Blob, recipe: unknown): Promise<Blob> {
	const bytes = new Uint8Array(await png.arrayBuffer());
	return new Blob([withText(bytes, recipeKeyword, JSON.stringify(recipe))], { type: 'image/png' });
}

/** Which tab made something, by its recipe; undefined when that does not say. */
export function tabOf(recipe: unknown): string | undefined {
	const tab = typeof recipe === 'object' && recipe !== null && 'tab' in recipe ? recipe.tab : undefined;
	return typeof tab === 'string' ? tab : undefined;
}

/** The recipe's text; undefined when the picture carries none. */
export async function readRecipe(picture: Blob): Promise<string | undefined> {
	return readText(new Uint8Array(await picture.arrayBuffer()), recipeKeyword);
}
