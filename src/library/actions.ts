import type { IconName } from '../ui/Icon';
import type { LibraryItem } from './types';

/** What can be done with a picture of the library; each tab brings its own. */
export interface LibraryAction {
	readonly label: string;
	readonly icon: IconName;
	/** Absent: for every item. */
	readonly fits?: (item: LibraryItem) => boolean;
	readonly run: (item: LibraryItem) => void;
}
