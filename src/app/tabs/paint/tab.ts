import { paintNetworks } from '../../../features/paint/networks';
import { tabOf } from '../../../library/recipe';
import { attempt } from '../../../ui/feedback/toasts';
import { tabBase } from '../base';
import type { Tab } from '../types';

const intake = () => import('./intake');

/** Drop zones with a special use; anywhere else a picture becomes the photo. */
const zones: Readonly<Record<string, string>> = { style: 'Drop to use as the style', mask: 'Drop to use as the mask' };

export const paintTab: Tab = {
	...tabBase({ id: 'paint', title: 'Paint', icon: 'brush' }, paintNetworks, () => import('./page')),
	jobs: {
		paint: { label: 'Painting', loss: 'the painting' },
		adoptNetwork: { label: 'Reading your network', loss: 'your network' },
	},
	works: {
		label: 'Painting',
		plural: 'Paintings',
		about: async (recipe) => (await import('../../../features/paint/recipe')).describeRecipe(recipe),
	},
	dropHint: (zone) => zones[zone] ?? 'Drop to use as the photo',
	accepts({ recipe }, zone) {
		const maker = tabOf(recipe);
		return maker === 'paint' || (zone !== undefined && (maker === undefined || zone in zones));
	},
	take: async (arrival) => (await intake()).take(arrival),
	acceptsFile: async (file) => (await import('./files')).acceptsFile(file),
	takeFile: async (file) => (await intake()).takeFile(file),
	stripZone: 'page',
	actions: [
		{ label: 'Paint this', icon: 'photo', run: (item) => attempt(async () => (await intake()).setPhotoTo(item)) },
		{ label: 'Use as style', icon: 'brush', run: (item) => attempt(async () => (await intake()).addStyle(item)) },
		{
			label: 'Open the painting',
			icon: 'brush',
			fits: ({ recipe }) => tabOf(recipe) === 'paint',
			run: (item) => attempt(async () => (await intake()).openPainting(item)),
		},
	],
	example: {
		title: 'Chelsea the cat, after the Great Wave',
		picture: 'examples/painting.webp',
	},
};
