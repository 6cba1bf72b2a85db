import { storyNetworks } from '../../../features/story/networks';
import { tabOf } from '../../../library/recipe';
import { attempt } from '../../../ui/feedback/toasts';
import { tabBase } from '../base';
import type { Tab } from '../types';

const intake = () => import('./intake');

export const storyTab: Tab = {
	...tabBase({ id: 'story', title: 'Story', icon: 'book' }, storyNetworks, () => import('./page')),
	jobs: {
		story: { label: 'Writing a story', loss: 'the story' },
		encodeStyle: { label: 'Reading a style', loss: 'your style' },
	},
	works: {
		label: 'Story',
		plural: 'Stories',
		about: async (recipe) => (await import('../../../features/story/recipe')).describeStory(recipe),
	},
	dropHint: () => 'Drop a picture to get its story, a text to write in its style',
	accepts: ({ recipe }, zone) => zone !== undefined || tabOf(recipe) === 'story',
	take: async (arrival) => (await intake()).take(arrival),
	acceptsFile: async (file) => (await import('../../../features/story/textFile')).looksLikeText(file),
	takeFile: async (file) => (await intake()).takeText(file),
	actions: [
		{
			label: 'Write a story',
			icon: 'book',
			fits: ({ recipe }) => tabOf(recipe) !== 'story',
			run: (item) => attempt(async () => (await intake()).writeAbout(item)),
		},
		{
			label: 'Open the story',
			icon: 'book',
			fits: ({ recipe }) => tabOf(recipe) === 'story',
			run: (item) => attempt(async () => (await intake()).openCard(item)),
		},
	],
	collection: async () => (await import('./collection')).collection,
	example: {
		title: 'An adventure with a cat',
		picture: 'samples/chelsea.thumbnail.webp',
	},
};
