import { lazy } from 'react';
import { describeRecipe } from '../../../features/paint/recipe';
import { tabOf } from '../../../library/recipe';
import { type PaintPurpose, purposeOf, restoreRecipe, setPhotoTo, styleOf, takeFiles } from '../../pictures';
import { library, paint } from '../../studio';
import type { Tab } from '../registry';

const hints: Readonly<Record<PaintPurpose, string>> = {
	photo: 'Drop to use as the photo',
	style: 'Drop to use as the style',
	mask: 'Drop to use as the mask',
};

export const paintTab: Tab = {
	id: 'paint',
	title: 'Paint',
	icon: 'brush',
	Panel: lazy(() => import('./page')),
	purpose: 'photo',
	works: { label: 'Painting', about: describeRecipe },
	dropHint: (zone) => hints[purposeOf(zone)],
	takeFiles: ({ files }, zone) => takeFiles([...files], purposeOf(zone)),
	actions: [
		{ label: 'Use as photo', icon: 'photo', run: setPhotoTo },
		{
			label: 'Use as style',
			icon: 'brush',
			run: (item) => {
				paint.pickStyle(styleOf(item));
				library.select(undefined);
			},
		},
		{
			label: 'Restore settings',
			icon: 'restore',
			fits: ({ recipe }) => tabOf(recipe) === 'paint',
			run: ({ recipe, name }) => restoreRecipe(recipe, name),
		},
	],
};
