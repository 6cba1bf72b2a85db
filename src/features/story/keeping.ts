/** Keeps stories in this browser's storage until the visitor deletes them. */
import type { StoreApi } from 'zustand/vanilla';
import { forget, keep, type OnTrouble } from '../../storage/failures';
import { merged } from '../../storage/merged';
import type { Database } from '../../storage/types';
import { textOf } from './pieces';
import { nameOf, readStoryRecipe, type StoryRecipe, unknownPicture } from './recipe';
import { recipeOf } from './recipeOf';
import { type KeptStory, keptOf, type StoryState, type StoryStores, shownDraft } from './state';

export interface Keeping {
	/**
	 * Keeps the shown story. An earlier kept version of the same draft is replaced.
	 * @returns the story, and whether it was written to storage; otherwise it is lost when the page closes
	 */
	keep(): Promise<{ readonly story: KeptStory; readonly written: boolean } | undefined>;
	removeKept(id: string): Promise<void>;
	/** Renames a kept story, changes its caption, or makes it a favourite. */
	changeKept(id: string, change: { name?: string; caption?: string; favourite?: boolean }): Promise<void>;
	/**
	 * Keeps a story from elsewhere, unless the same text about the same picture is kept already.
	 * @throws AtelierError `recipe-invalid`
	 */
	receiveKept(story: Omit<KeptStory, 'id' | 'picture' | 'recipe'> & { readonly recipe: unknown }): Promise<boolean>;
	/** Restores a deleted story. */
	restoreKept(story: KeptStory): Promise<void>;
}

interface KeepingTools {
	readonly database: Database<StoryStores>;
	readonly onTrouble: OnTrouble;
	readonly newId: () => string;
	readonly now: () => Date;
}

export const newestFirst = (a: KeptStory, b: KeptStory): number => b.created - a.created || a.id.localeCompare(b.id);

export function createKeeping(
	{ getState: get, setState: set }: StoreApi<StoryState>,
	{ database, onTrouble, newId, now }: KeepingTools,
): Keeping {
	const about = (story: KeptStory | undefined) => `The story “${story ? nameOf(story.recipe) : 'about a picture'}”`;

	/** @param when `present` for a change, so that a story that another page removed does not come back */
	async function put(story: KeptStory, when?: 'present'): Promise<boolean> {
		set(({ kept }) => ({ kept: merged(kept, new Map([[story.id, story]]), newestFirst) }));
		return keep(database, [{ store: 'stories', put: story, ...(when && { when }) }], about(story), onTrouble);
	}
	return {
		async keep() {
			const state = get();
			const draft = shownDraft(state);
			if (draft === undefined) return undefined;
			const same = keptOf(state, draft);
			if (same !== undefined) return { story: same, written: database.isKept('stories', same.id) };
			const before = state.kept.find(({ id }) => id === draft.keptAs);
			const text = textOf(draft.pieces);
			const story: KeptStory = {
				...before,
				id: before?.id ?? newId(),
				created: before?.created ?? now().getTime(),
				text,
				picture: draft.picture,
				recipe: recipeOf(draft, text, now()),
				...(draft.thumbnail && { thumbnail: draft.thumbnail }),
			};
			set(({ drafts }) => ({
				drafts: drafts.map((one) => (one.id === draft.id ? { ...one, keptAs: story.id } : one)),
			}));
			return { story, written: await put(story) };
		},
		async removeKept(id) {
			const what = about(get().kept.find((story) => story.id === id));
			set(({ kept }) => ({ kept: kept.filter((story) => story.id !== id) }));
			await forget(database, [{ store: 'stories', remove: id }], what, onTrouble);
		},
		async changeKept(id, { name: title, ...change }) {
			const story = get().kept.find((one) => one.id === id);
			if (story === undefined) return;
			await put({ ...story, ...change, ...(title && { recipe: { ...story.recipe, title } }) }, 'present');
		},
		async receiveKept({ recipe: raw, text, ...rest }) {
			const { picture = unknownPicture, title } = readStoryRecipe(raw);
			if (get().kept.some((one) => one.text === text && one.picture.hash === picture.hash)) return false;
			const { title: _, ...others } = raw as StoryRecipe;
			// Its other parts are checked when it is opened.
			const recipe = { ...others, picture, ...(title && { title }) };
			await put({ ...rest, text, picture, recipe, id: newId() });
			return true;
		},
		async restoreKept(story) {
			await put(story);
		},
	};
}
