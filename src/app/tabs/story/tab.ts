import { lazy } from 'react';
import { describeStory } from '../../../features/story/recipe';
import { looksLikeText } from '../../../features/story/textFile';
import { tabOf } from '../../../library/recipe';
import { attempt } from '../../../ui/feedback/toasts';
import { takeFiles } from '../../pictures';
import type { Tab } from '../registry';

const pictures = () => import('./intake');

export const storyTab: Tab = {
	id: 'story',
	title: 'Story',
	icon: 'book',
	Panel: lazy(() => import('./page')),
	purpose: 'story',
	works: { label: 'Story', about: describeStory },
	dropHint: () => 'Drop a picture to get its story, a text to write in its style',
	takeFiles({ files }) {
		const texts = [...files].filter(looksLikeText);
		takeFiles(
			[...files].filter((file) => !looksLikeText(file)),
			'story',
		);
		if (texts.length > 0) attempt(async () => (await pictures()).takeTexts(texts));
	},
	actions: [
		{
			label: 'Write a story',
			icon: 'book',
			fits: ({ recipe }) => tabOf(recipe) !== 'story',
			run: (item) => attempt(async () => (await pictures()).writeAbout(item)),
		},
		{
			label: 'Open the story',
			icon: 'book',
			fits: ({ recipe }) => tabOf(recipe) === 'story',
			run: (item) => attempt(async () => (await pictures()).openCard(item)),
		},
	],
};
