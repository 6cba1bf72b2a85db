import type { IconName } from '../ui/Icon';
import type { LibraryItem } from './types';

/** An action on an item of the library; each tab defines its own. */
export interface LibraryAction {
	readonly label: string;
	readonly icon: IconName;
	/** Whether the action applies to an item; default: to every item. */
	readonly fits?: (item: Pick<LibraryItem, 'recipe'>) => boolean;
	readonly run: (item: LibraryItem) => void;
}
