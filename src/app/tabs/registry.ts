import type { ComponentType } from 'react';
import type { LibraryAction } from '../../library/actions';
import type { DropZone } from '../../library/intake/useArrivals';
import { tabOf } from '../../library/recipe';
import type { IconName } from '../../ui/Icon';
import type { Pictures, Purpose } from '../pictures';
import { findTab } from './find/tab';
import { imagineTab } from './imagine/tab';
import { paintTab } from './paint/tab';
import { storyTab } from './story/tab';

export interface TabProps {
	readonly pictures: Pictures;
}

export interface Tab {
	/** In the page's address, behind the #. */
	readonly id: string;
	readonly title: string;
	readonly icon: IconName;
	readonly Panel: ComponentType<TabProps>;
	/** What a picture becomes that comes in while the tab is shown: from the camera, the clipboard, or as a sample. */
	readonly purpose: Purpose;
	/** Works of the library that were made here, if it makes any. */
	readonly works?: {
		/** What one is called. */
		readonly label: string;
		/** A line on how it was made. */
		about(recipe: unknown): string | undefined;
	};
	/** What the tab says of files that are dragged over one of its zones. */
	dropHint(zone: DropZone): string;
	/** Takes files that were dropped or pasted while the tab is shown; to be called while that is handled. */
	takeFiles(transfer: DataTransfer, zone: DropZone): void;
	/** What it can do with an item of the library. Offered under every tab, and the tab is opened for it. */
	readonly actions: readonly LibraryAction[];
}

/** The tabs, in their order. A tab is here when it works. */
export const tabs: readonly Tab[] = [storyTab, paintTab, imagineTab, findTab];

/** What is shown when the page's address names no tab. */
export const home: Tab = paintTab;

/** The tab that a thing's recipe comes from. */
export const makerOf = (recipe: unknown): Tab | undefined => tabs.find(({ id }) => id === tabOf(recipe));
