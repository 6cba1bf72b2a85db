import { lazy } from 'react';
import { describeBird } from '../../../features/imagine/recipe';
import { tabOf } from '../../../library/recipe';
import { attempt } from '../../../ui/feedback/toasts';
import { takeFiles } from '../../pictures';
import type { Tab } from '../registry';

export const imagineTab: Tab = {
	id: 'imagine',
	title: 'Imagine',
	icon: 'bird',
	Panel: lazy(() => import('./page')),
	purpose: 'bird',
	works: { label: 'Bird', about: describeBird },
	dropHint: () => 'Drop a bird that was drawn here to draw it again',
	takeFiles: ({ files }) => takeFiles([...files], 'bird'),
	actions: [
		{
			label: 'Open the bird',
			icon: 'bird',
			fits: ({ recipe }) => tabOf(recipe) === 'imagine',
			run: (item) => attempt(async () => (await import('./intake')).openBird(item)),
		},
	],
};
