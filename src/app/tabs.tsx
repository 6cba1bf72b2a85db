import { type ComponentType, lazy } from 'react';
import type { DropZone } from '../library/intake/useArrivals';
import type { IconName } from '../ui/Icon';
import { type PaintPurpose, type Pictures, purposeOf, takeFiles } from './pictures';

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
}

const paintHints: Readonly<Record<PaintPurpose, string>> = {
	photo: 'Drop to use as the photo',
	style: 'Drop to use as the style',
	mask: 'Drop to use as the mask',
};

const paintTab: Tab = {
	id: 'paint',
	title: 'Paint',
	icon: 'brush',
	Panel: lazy(() => import('./PaintTab')),
	dropHint: (zone) => paintHints[purposeOf(zone)],
	takeFiles: ({ files }, zone) => takeFiles([...files], purposeOf(zone)),
};

/** The tabs, in their order. A tab is here when it works. */
export const tabs: readonly [Tab, ...Tab[]] = [paintTab];
