import { imagineNetworks } from '../../../features/imagine/networks';
import { tabOf } from '../../../library/recipe';
import { attempt } from '../../../ui/feedback/toasts';
import { tabBase } from '../base';
import type { Tab } from '../types';

const intake = () => import('./intake');

const isBird = ({ recipe }: { readonly recipe?: unknown }): boolean => tabOf(recipe) === 'imagine';

export const imagineTab: Tab = {
	...tabBase({ id: 'imagine', title: 'Imagine', icon: 'bird' }, imagineNetworks, () => import('./page')),
	jobs: { imagine: { label: 'Drawing birds', loss: 'the birds' } },
	works: {
		label: 'Bird',
		plural: 'Birds',
		about: async (recipe) => (await import('../../../features/imagine/recipe')).describeBird(recipe),
	},
	dropHint: () => 'Drop a bird that was drawn here to draw it again',
	accepts: isBird,
	take: async (arrival) => (await intake()).take(arrival),
	declines: 'Birds are drawn from words alone.',
	actions: [
		{
			label: 'Open the bird',
			icon: 'bird',
			fits: isBird,
			run: (item) => attempt(async () => (await intake()).openBird(item)),
		},
	],
	example: {
		title: 'Birds with a red head and a white belly',
		picture: 'examples/birds.webp',
	},
};
