/** What of the Story tab comes back after a reload: picture, settings, and the newest drafts with their words. */
import type { StoreApi } from 'zustand/vanilla';
import { readOptions } from '../../options/read';
import type { Parts, SessionOf } from '../../storage/session';
import { storyOptions } from './options';
import type { Draft, Picture, StoryState } from './state';

/** Number of drafts that come back. */
const mostDrafts = 12;

const draftPart = 'draft:';

/** Drafts by parts of their own, so that a new word writes one draft only. */
const draftsIn = (drafts: readonly Draft[]): Parts => ({
	drafts: drafts.map(({ id }) => id).join('\n'),
	...Object.fromEntries(drafts.map((draft) => [draftPart + draft.id, draft])),
});

/** @param find returns the library's picture with a SHA-256 */
export function storySession(
	{ getState: get, setState: set }: StoreApi<StoryState>,
	find: (hash: string) => Picture | undefined,
): SessionOf<StoryState> {
	return {
		version: 1,
		parts: ({ picture, styles, blending, options, seedLocked, shown, drafts }) => ({
			...{ picture: picture?.hash, styles, blending, options, seedLocked, shown },
			...draftsIn(drafts.slice(-mostDrafts)),
		}),
		restore(parts, isFresh) {
			const ids = String(parts.drafts ?? '').split('\n');
			const known = new Set(get().drafts.map(({ id }) => id));
			const earlier = ids.flatMap((id) => (known.has(id) ? [] : (parts[draftPart + id] as Draft | undefined)) ?? []);
			set(({ drafts }) => ({ drafts: [...earlier, ...drafts] }));
			if (!isFresh) return;
			const { styles, blending, seedLocked, shown } = parts as unknown as StoryState;
			set({
				...{ styles, blending, seedLocked },
				options: readOptions(storyOptions, parts.options).options,
				picture: find(String(parts.picture)),
				shown: get().drafts.some(({ id }) => id === shown) ? shown : undefined,
			});
		},
	};
}
