/** Measures Story with the studio's worker, from a picture file to its story. */
import { asker } from './ask';
import { type BenchOptions, runBench } from './session';
import type { StoryReport } from './storyTable';

const ask = asker('storyBench');

export const benchStory = (options: BenchOptions): Promise<StoryReport> =>
	runBench('storyBench', options, (page) => {
		options.say(`A story, ${options.rounds} times ...`);
		return ask(page, 'write', options.rounds);
	});
