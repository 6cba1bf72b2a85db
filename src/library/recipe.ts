/** The keyword under which a PNG contains its recipe. The content is defined by the feature that made it. */
export const recipeKeyword = 'atelier-recipe';

/** The studio's version for recipes, the same as in package.json. */
export const appVersion = '0.1.0';

/** The first screen asks only which tab a recipe is from. */
const pngText = () => import('./png/text');

const bytesOf = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());

/** Writes a recipe into a picture. @param png a whole PNG file @param recipe plain data @returns a copy with the recipe */
export async function writeRecipe(png: Blob, recipe: unknown): Promise<Blob> {
	const [{ withText }, bytes] = await Promise.all([pngText(), bytesOf(png)]);
	return new Blob([withText(bytes, recipeKeyword, JSON.stringify(recipe))], { type: 'image/png' });
}

/** The tab that made a work, according to its recipe; undefined when the recipe does not say. */
export function tabOf(recipe: unknown): string | undefined {
	const tab = typeof recipe === 'object' && recipe !== null && 'tab' in recipe ? recipe.tab : undefined;
	return typeof tab === 'string' ? tab : undefined;
}

/** Recipes are a few levels deep; browsers cannot store values of thousands. */
const deepest = 32;

const isShallow = (value: unknown, levels: number): boolean =>
	typeof value !== 'object' ||
	value === null ||
	(levels > 0 && Object.values(value).every((part) => isShallow(part, levels - 1)));

/** Parses a recipe's text. @returns undefined if it is damaged, names no tab, or cannot be stored: the picture is then only a picture */
export function parseRecipe(text: string): unknown {
	try {
		const recipe: unknown = JSON.parse(text);
		return tabOf(recipe) !== undefined && isShallow(recipe, deepest) ? recipe : undefined;
	} catch {
		return undefined;
	}
}

/** Reads a recipe's text from a picture; undefined when there is none. */
export async function readRecipe(picture: Blob): Promise<string | undefined> {
	const [{ readText }, bytes] = await Promise.all([pngText(), bytesOf(picture)]);
	return readText(bytes, recipeKeyword);
}
