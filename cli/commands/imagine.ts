/** Draws birds from sentences as the Imagine tab does. */
import { command } from '../command';
import { drawAll } from '../imagine/draw';
import { type ImagineFlags, imagineFlags, planOf } from '../imagine/plan';
import { inStudio } from '../studio';
import { studioOptions } from '../studioFlags';

export const imagine = command({
	summary: 'Draws birds from sentences.',
	example:
		'npm run atelier -- imagine --text "a small bird with a red head and black wings" --samples 8 --seed 7 --out birds/',
	flags: imagineFlags,
	async run(flags) {
		const own = flags as ImagineFlags;
		const plan = planOf(own);
		return inStudio(studioOptions(own), (page) => drawAll(page, plan));
	},
});
