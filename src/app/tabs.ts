import type { ComponentType } from 'react';
import type { LibraryAction } from '../library/actions';
import type { DropZone } from '../library/intake/useArrivals';
import type { IconName } from '../ui/Icon';
import { findTab } from './findTab';
import { paintTab } from './paintTab';
import type { Pictures } from './pictures';

export interface TabProps {
	readonly pictures: Pictures;
}

export interface Tab {
	/** In the page's address, behind the #. */
	readonly id: string;
	readonly title: string;
	readonly icon: IconName;
	readonly Panel: ComponentType<TabProps>;
	/** What the tab says of files that are dragged over one of its zones. */
	dropHint(zone: DropZone): string;
	/** Takes files that were dropped or pasted while the tab is shown; to be called while that is handled. */
	takeFiles(transfer: DataTransfer, zone: DropZone): void;
	/** What it can do with an item of the library. Offered under every tab, and the tab is opened for it. */
	readonly actions: readonly LibraryAction[];
}

/** The tabs, in their order. A tab is here when it works. */
export const tabs: readonly [Tab, ...Tab[]] = [paintTab, findTab];
