/** What of the Story tab comes back after a reload: picture, settings, and the newest drafts with their words. */
import type { StoreApi } from 'zustand/vanilla';
import { readOptions } from '../../options/read';
import { partsOf, type SessionOf, worksIn } from '../../storage/session';
import { storyOptions } from './options';
import type { Draft, Picture, StoryState } from './state';

/** Number of drafts that come back. */
const mostDrafts = 12;

/** @param find returns the library's picture with a SHA-256 */
export function storySession(
	{ getState: get, setState: set }: StoreApi<StoryState>,
	find: (hash: string) => Picture | undefined,
): SessionOf<StoryState> {
	return {
		version: 1,
		parts: ({ picture, styles, blending, options, seedLocked, shown, drafts }) => ({
			...{ picture: picture?.hash, styles, blending, options, seedLocked, shown },
			...partsOf('draft', drafts.slice(-mostDrafts)),
		}),
		restore(parts, isFresh) {
			const earlier = worksIn<Draft>(parts, 'draft', get().drafts);
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
