import { quoted } from '../../library/names';
import { fromDataAddress } from './picture';
import { type ReadRecipe, readPaintRecipe } from './recipe';
import type { PaintState, Photo, StylePick } from './state';

export interface Restored {
	/** What could not be restored, in sentences. */
	readonly notes: readonly string[];
	/** Puts back what was chosen before; paintings and the run are left alone. */
	undo(): void;
}

/** The part of the state that a recipe can set: neither the run nor the paintings. */
export function choicesOf({
	photo,
	styles,
	blending,
	mask,
	options,
	clip,
	wholeClip,
	preset,
	network,
}: PaintState): Partial<PaintState> {
	return { photo, styles, blending, mask, options, clip, wholeClip, preset, network };
}

/**
 * Turns a recipe back into choices: every option, styles by name or by the library, photo by the library, mask, network.
 * @param find a picture of the library by its hash
 * @throws AtelierError `recipe-invalid`
 */
export function applyRecipe(
	raw: unknown,
	now: PaintState,
	find: (hash: string) => Photo | undefined,
): { readonly state: Partial<PaintState>; readonly notes: readonly string[] } {
	const recipe = readPaintRecipe(raw);
	const notes = [...recipe.notes];
	const styles = recipe.styles.flatMap((style): StylePick[] => {
		if (style.kind === 'pack') {
			const entry = now.catalogue?.styles.find(({ id }) => id === style.id);
			if (now.catalogue && entry === undefined) {
				notes.push(`There is no style “${style.title}” in this version: choose another one.`);
				return [];
			}
			return [{ kind: 'pack', key: style.id, title: style.title, weight: style.weight }];
		}
		const photo = find(style.hash);
		if (photo !== undefined)
			return [{ kind: 'picture', key: style.hash, title: style.name, photo, weight: style.weight }];
		notes.push(`The style picture ${quoted(style.name)} is not in your library: add it and use it as the style.`);
		return [];
	});
	const photo = recipe.photo && find(recipe.photo.hash);
	if (recipe.photo && photo === undefined && now.photo?.hash !== recipe.photo.hash) {
		notes.push(`Its photo ${quoted(recipe.photo.name)} is not in your library: add it to paint the same again.`);
	}
	return {
		state: {
			options: recipe.options,
			preset: undefined,
			...(recipe.clip && { clip: recipe.clip }),
			wholeClip: recipe.clip !== undefined,
			network: networkOf(recipe, now, notes),
			mask: recipe.mask === undefined ? undefined : { picture: fromDataAddress(recipe.mask), source: 'recipe' },
			blending: styles.length > 1,
			...(styles.length > 0 && { styles }),
			...(photo && { photo, view: 'photo' as const }),
		},
		notes,
	};
}

function networkOf({ network }: ReadRecipe, now: PaintState, notes: string[]): string {
	if (network === undefined) return 'perception';
	const own = now.ownNetworks.find(({ hash }) => hash === network.hash);
	if (own !== undefined) return own.key;
	if (network.name !== 'perception') {
		notes.push('It was painted with a network of your own that is not kept here: add its file under More.');
	} else if (now.catalogue?.networkHash !== undefined && now.catalogue.networkHash !== network.hash) {
		notes.push('It was painted with another version of the network: the same settings will look a little different.');
	}
	return 'perception';
}
