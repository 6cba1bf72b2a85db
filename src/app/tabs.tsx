import { type ComponentType, lazy } from 'react';
import type { IconName } from '../ui/Icon';
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
}

/** The tabs, in their order. A tab is here when it works. */
export const tabs: readonly [Tab, ...Tab[]] = [
	{ id: 'paint', title: 'Paint', icon: 'brush', Panel: lazy(() => import('./PaintTab')) },
];
