import { lazy } from 'react';
import { filesOfDrop } from '../../../features/find/index/files';
import { attempt } from '../../../ui/feedback/toasts';
import type { Tab } from '../registry';

export const findTab: Tab = {
	id: 'find',
	title: 'Find',
	icon: 'search',
	Panel: lazy(() => import('./page')),
	purpose: 'library',
	dropHint: (zone) => (zone === 'example' ? 'Drop to find pictures like it' : 'Drop to add to the pictures'),
	takeFiles(transfer, zone) {
		const [example] = transfer.files;
		const picked = zone === 'example' ? [] : filesOfDrop(transfer);
		attempt(async () => {
			const [{ searchByFile, takeIntoIndex }, files] = await Promise.all([import('./intake'), picked]);
			if (zone === 'example') searchByFile(example);
			else takeIntoIndex(files);
		});
	},
	actions: [
		{
			label: 'Similar pictures',
			icon: 'search',
			run: (item) => attempt(async () => (await import('./intake')).searchByItem(item)),
		},
	],
};
