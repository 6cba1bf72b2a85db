import { takePicture } from './intake/intake';
import { browserTools, hashOf, thumbnailOf } from './intake/tools';
import { quoted, withoutEnding } from './names';
import { parseRecipe } from './recipe';
import type { Library } from './store';
import type { ItemChange, LibraryItem } from './types';

export interface Received {
	readonly item: LibraryItem;
	/** What was changed, in sentences for the visitor. */
	readonly notes: readonly string[];
	/** The recipe that the file carries, as text. */
	readonly recipe?: string;
}

/** What is known about a file besides its content, from an archive. */
export interface About extends ItemChange {
	readonly created?: number;
	/** Used when the file itself carries none. */
	readonly recipe?: unknown;
	/** The film of which it is a frame. */
	readonly film?: Blob;
}

/**
 * Adds a file to the library: as a work if it carries a recipe, otherwise as a photo.
 * @throws AtelierError picture-*, or AbortError; the library is then as it was
 */
export async function receive(
	library: Library,
	file: Blob,
	name: string,
	signal?: AbortSignal,
	{ recipe: separateRecipe, ...about }: About = {},
): Promise<Received> {
	const { picture, film, width, height, notes, recipe } = await takePicture(file, name, browserTools, signal);
	const [hash, thumbnail] = await Promise.all([
		hashOf(film ?? about.film ?? picture, signal),
		thumbnailOf(picture, signal),
	]);
	const common = {
		name: withoutEnding(name),
		width,
		height,
		hash,
		picture,
		thumbnail,
		...(film && { film }),
		...about,
	};
	const parsed = recipe === undefined ? separateRecipe : parseRecipe(recipe);
	const item = await library.add(
		parsed === undefined ? { ...common, kind: 'photo' } : { ...common, kind: 'work', recipe: parsed },
	);
	const isDamaged = recipe !== undefined && parsed === undefined;
	const damage = `${quoted(item.name)} carries settings that cannot be read. The picture itself can be used.`;
	return { item, notes: isDamaged ? [...notes, damage] : notes, ...(recipe === undefined ? {} : { recipe }) };
}
