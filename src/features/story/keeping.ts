/** Kept stories: works of the visitor's, in this browser's storage until they are deleted. */
import type { StoreApi } from 'zustand/vanilla';
import { textOf } from './pieces';
import { recipeOf } from './recipeOf';
import { type KeptStory, keptOf, type StoryState, shownDraft } from './state';
import type { Vault } from './vault';

export interface Keeping {
	/** Keeps the shown story as it stands; when it was kept before and typed into since, in place of that. */
	keep(): Promise<KeptStory | undefined>;
	removeKept(id: string): Promise<void>;
	/** Puts a deleted one back where it was. */
	restoreKept(story: KeptStory): Promise<void>;
}

export const newestFirst = (a: KeptStory, b: KeptStory): number => b.created - a.created || a.id.localeCompare(b.id);

export function createKeeping(
	{ getState: get, setState: set }: StoreApi<StoryState>,
	{ vault, newId, now }: { readonly vault: Vault; readonly newId: () => string; readonly now: () => Date },
): Keeping {
	async function put(story: KeptStory): Promise<void> {
		set(({ kept }) => ({ kept: [...kept.filter(({ id }) => id !== story.id), story].sort(newestFirst) }));
		await vault.putStory(story);
	}
	return {
		async keep() {
			const state = get();
			const draft = shownDraft(state);
			if (draft === undefined) return undefined;
			const same = keptOf(state, draft);
			if (same !== undefined) return same;
			const before = state.kept.find(({ id }) => id === draft.keptAs);
			const text = textOf(draft.pieces);
			const story: KeptStory = {
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
			await put(story);
			return story;
		},
		async removeKept(id) {
			set(({ kept }) => ({ kept: kept.filter((story) => story.id !== id) }));
			await vault.removeStory(id);
		},
		restoreKept: put,
	};
}
