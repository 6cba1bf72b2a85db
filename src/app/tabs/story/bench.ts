import { storyNetworks } from '../../../features/story/networks';
import { perStory, timedWords, timeStory } from '../../../features/story/timing';
import { fetchSample, samples } from '../../../library/samples';
import type { Measure } from '../../bench/types';
import { engine } from './engine';

export const measures: readonly Measure[] = [
	{
		label: 'Writing a story',
		networks: storyNetworks,
		async time(round, signal) {
			const sample = samples[round % samples.length];
			if (sample === undefined) return {};
			const story = await timeStory(engine, await fetchSample(sample, signal), round, signal);
			return {
				'First word of a story': story.firstWord / 1000,
				[`Story of ${timedWords} words`]: perStory(story) / 1000,
			};
		},
	},
];
