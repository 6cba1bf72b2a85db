import { findNetworks } from '../../../features/find/models';
import { attempt } from '../../../ui/feedback/toasts';
import { tabBase } from '../base';
import type { Tab } from '../types';

const load = () => import('./studio');

export const findTab: Tab = {
	...tabBase({ id: 'find', title: 'Find', icon: 'search' }, findNetworks, () => import('./page')),
	jobs: {
		// Captions are kept as they are made.
		embedPictures: { label: 'Captioning pictures' },
		invertSentence: { label: 'Deep search' },
		mapPictures: { label: 'Arranging the map' },
	},
	dropHint: (zone) => (zone === 'example' ? 'Drop to find pictures like it' : 'Drop to add to the pictures'),
	// Pictures are added to the index by `takeDrop` and by the panel's buttons.
	accepts: () => false,
	takeDrop(list, zone) {
		attempt(async () => {
			const { intake, actions } = (await load()).studio;
			if (zone === 'example') actions.searchByDrop(list);
			else intake.addDropped(list);
		});
	},
	actions: [
		{
			label: 'Similar pictures',
			icon: 'search',
			run: (item) => attempt(async () => (await load()).studio.actions.searchByItem(item)),
		},
	],
	collection: async () => (await import('./collection')).collection,
	example: {
		title: '“A cat”, among the samples',
		picture: 'samples/chelsea.thumbnail.webp',
	},
};
