import { lazy } from 'react';
import { filesOfDrop } from '../../../features/find/index/files';
import { attempt } from '../../../ui/feedback/toasts';
import type { Tab } from '../types';

const intake = () => import('./intake');

export const findTab: Tab = {
	id: 'find',
	title: 'Find',
	icon: 'search',
	Page: lazy(() => import('./page')),
	dropHint: (zone) => (zone === 'example' ? 'Drop to find pictures like it' : 'Drop to add to the pictures'),
	// Pictures get into the index by whole drops and by the panel's own buttons.
	accepts: () => false,
	takeDrop(transfer, zone) {
		const [example] = transfer.files;
		const picked = zone === 'example' ? [] : filesOfDrop(transfer);
		attempt(async () => {
			const [{ searchByFile, takeIntoIndex }, files] = await Promise.all([intake(), picked]);
			if (zone === 'example') searchByFile(example);
			else takeIntoIndex(files);
		});
	},
	actions: [
		{
			label: 'Similar pictures',
			icon: 'search',
			run: (item) => attempt(async () => (await intake()).searchByItem(item)),
		},
	],
	automation: async () => (await import('./automation')).find,
};
