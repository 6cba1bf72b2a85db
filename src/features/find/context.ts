import { useStore } from 'zustand';
import type { Example } from '../../library/Examples';
import { createRequiredContext } from '../../ui/requiredContext';
import type { IndexState } from './index/state';
import type { IndexEntry } from './index/types';
import type { FindState } from './state';
import type { FindStudio } from './studio';

/** What the components of the panel work with. */
export interface FindContextValue extends Pick<FindStudio, 'engine' | 'index' | 'find' | 'intake' | 'actions'> {
	/** Finished works of every tab. */
	readonly examples: readonly Example[];
	/** Opens the browser's file dialog. */
	readonly choose: {
		/** A folder to add to the index. */
		folder(): void;
		/** Files to add to the index. */
		files(): void;
		/** One picture to search by, which is not added. */
		example(): void;
	};
	sendToPaint(entry: IndexEntry): void;
}

export const [FindContext, useFindContext] = createRequiredContext<FindContextValue>('the Find panel');

/** Selects a part of Find's state; the component renders again when it changes. */
export function useFind<T>(select: (state: FindState) => T): T {
	return useStore(useFindContext().find, select);
}

export function useIndex<T>(select: (state: IndexState) => T): T {
	return useStore(useFindContext().index, select);
}
