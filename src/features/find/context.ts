import { useStore } from 'zustand';
import type { Example } from '../../library/Examples';
import { createPanelContext } from '../../ui/requiredContext';
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

export const [FindContext, useFindContext, useFind] = createPanelContext<FindContextValue, FindState>(
	'the Find panel',
	({ find }) => find,
);

/** Selects a part of the index’s state. */
export function useIndex<T>(select: (state: IndexState) => T): T {
	return useStore(useFindContext().index, select);
}
