/** Opens stories again: kept ones, and files with a recipe. */

import type { StoreApi } from 'zustand/vanilla';
import { quoted } from '../../library/names';
import { genres } from './options';
import { type OwnStyles, pickOf } from './ownStyles';
import { plain } from './pieces';
import { type RecipeStyle, readStoryRecipe, unknownPicture, vectorOf } from './recipe';
import type { Draft, Picture, StoryState, StylePick } from './state';
import { isUnderstood } from './understood';
import type { Writing } from './writing';

export interface Found {
	readonly recipe: unknown;
	/** The story's text, if it is not in the recipe. */
	readonly text?: string;
	readonly thumbnail?: Blob;
	/** Id of the kept story, if it comes from there. */
	readonly keptAs?: string;
}

export interface Opening {
	/**
	 * Shows a story with its settings, and its picture if that is in the library.
	 * @param find returns the library's picture with a SHA-256
	 * @throws AtelierError `recipe-invalid`, before anything has changed
	 */
	open(found: Found, find: (hash: string) => Picture | undefined): Promise<Opened>;
}

export interface Opened {
	/** What could not be restored, in sentences for the visitor. */
	readonly notes: readonly string[];
	/** Restores the previous settings, picture and story. Other drafts and a running job are not affected. */
	undo(): void;
}

export function createOpening(
	{ getState: get, setState: set }: StoreApi<StoryState>,
	{
		writing,
		ownStyles,
		newId,
	}: { readonly writing: Writing; readonly ownStyles: OwnStyles; readonly newId: () => string },
): Opening {
	async function picksOf(styles: readonly RecipeStyle[], notes: string[]): Promise<StylePick[]> {
		const picks: StylePick[] = [];
		for (const style of styles) {
			if (style.kind === 'genre') {
				const title = genres.find(({ id }) => id === style.id)?.label ?? style.id;
				picks.push({ kind: 'genre', key: style.id, title, weight: style.weight });
				continue;
			}
			const { name, encoder: modelHash, weight } = style;
			const now = get().models?.encoderHash;
			const vector = vectorOf(style.vector);
			if (vector === undefined || !isUnderstood(modelHash, now)) {
				notes.push(`Its style ${quoted(name)} was read by another version of the network: add that text again.`);
				continue;
			}
			const own = await ownStyles.adoptStyle({ name, vector, modelHash, sentences: 0, read: 0 });
			picks.push({ ...pickOf(own), weight });
		}
		return picks;
	}

	return {
		async open({ recipe: raw, text: separateText, thumbnail, keptAs }, find) {
			const recipe = readStoryRecipe(raw);
			const notes = [...recipe.notes];
			const before = get();
			await writing.interrupt();
			const styles = await picksOf(recipe.styles, notes);
			const settings = { styles: styles.length > 0 ? styles : get().styles, options: recipe.options };
			const picture = recipe.picture && find(recipe.picture.hash);
			if (recipe.picture && picture === undefined) {
				notes.push(
					`Its picture ${quoted(recipe.picture.name)} is not in your library: add it to write about it again.`,
				);
			}
			const text = separateText ?? recipe.text ?? '';
			const known = get().drafts.find((draft) => keptAs !== undefined && draft.keptAs === keptAs);
			const preview = thumbnail ?? picture?.thumbnail;
			const draft: Draft | undefined =
				text === ''
					? undefined
					: {
							id: newId(),
							picture: recipe.picture ?? unknownPicture,
							settings,
							pieces: plain(text),
							stages: [],
							edited: recipe.edited,
							origin: recipe.origin,
							...(recipe.begin === undefined ? {} : { begin: recipe.begin }),
							...(recipe.title === undefined ? {} : { title: recipe.title }),
							...(keptAs && { keptAs }),
							...(preview && { thumbnail: preview }),
						};
			set(({ drafts }) => ({
				...settings,
				blending: settings.styles.length > 1,
				picture,
				drafts: known || !draft ? drafts : [...drafts, draft],
				shown: known?.id ?? draft?.id,
			}));
			return {
				notes,
				undo() {
					const { styles, blending, options } = before;
					set((now) => ({
						styles,
						blending,
						options,
						drafts: now.drafts.filter(({ id }) => id !== draft?.id),
						// The visitor may have gone on to another picture or story since.
						picture: now.picture === picture ? before.picture : now.picture,
						shown: now.shown === (known ?? draft)?.id ? before.shown : now.shown,
					}));
				},
			};
		},
	};
}
