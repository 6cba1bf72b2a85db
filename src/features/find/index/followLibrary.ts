import type { StoreApi } from 'zustand';
import type { LibraryState } from '../../../library/store';
import { attempt } from '../../../ui/feedback/toasts';
import type { PictureIndex } from './store';

/**
 * Keeps the index in line with the library. Waits until the library has been read, which must not be taken for an empty one.
 * @returns a function that stops it
 */
export function followLibrary(
	index: Pick<PictureIndex, 'syncLibrary'>,
	library: Pick<StoreApi<LibraryState>, 'getState' | 'subscribe'>,
): () => void {
	const follow = ({ items, storage }: LibraryState, before?: LibraryState): void => {
		if (storage === 'opening' || (items === before?.items && storage === before.storage)) return;
		attempt(() => index.syncLibrary(items));
	};
	follow(library.getState());
	return library.subscribe(follow);
}
