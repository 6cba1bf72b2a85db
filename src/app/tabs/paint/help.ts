import type { TabHelp } from '../types';

export const help: TabHelp = {
	purpose:
		'Repaints a photo in the manner of a painting, by optimising its pixels step by step (neural style, L-BFGS). Styles can be blended, kept off parts of the photo by a mask, and taken from any picture. A video or an animated picture is painted frame by frame.',
	keys: [
		['+ − or the wheel', 'Zooms the picture'],
		['← →', 'Moves the line between photo and painting'],
	],
	limits: [
		'A painting takes seconds on a graphics card and minutes on a processor.',
		'How large it can be depends on the memory of this device.',
		'Up to ten seconds of a clip can be painted at once, without its sound.',
	],
};
