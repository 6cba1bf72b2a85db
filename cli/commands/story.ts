/** Stories about pictures, as the Story tab writes them. */
import { command } from '../command';
import { planOf, type StoryFlags, storyFlags } from '../story/plan';
import { writeAll, writeOne } from '../story/write';
import { inStudio } from '../studio';
import { studioOptions } from '../studioFlags';

export const story = command({
	summary: 'Writes stories about pictures.',
	example: 'npm run atelier -- story --image photo.jpg --genre romance --seed 3 --out story.md',
	flags: storyFlags,
	async run(flags) {
		const own = flags as StoryFlags;
		const plan = planOf(own);
		return inStudio(studioOptions(own), (page) => (plan.alone ? writeOne : writeAll)(page, plan));
	},
});
