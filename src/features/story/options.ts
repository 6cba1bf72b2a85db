/** Story's options. The panel, the checks, the recipe and the command line are all derived from this table. */
import { defaultsOf, number, seed } from '../../options/declare';
import type { OptionTable, OptionValues } from '../../options/types';

export const genres = [
	{ id: 'romance', label: 'Romance' },
	{ id: 'adventure', label: 'Adventure' },
	{ id: 'mystery', label: 'Mystery' },
	{ id: 'gothic_horror', label: 'Gothic horror' },
	{ id: 'fairy_tales', label: 'Fairy tale' },
	{ id: 'science_fiction', label: 'Science fiction' },
] as const;

export type GenreId = (typeof genres)[number]['id'];

export const storyOptions = {
	length: {
		group: 'simple',
		kind: 'choice',
		label: 'Length',
		default: 'medium',
		choices: ['short', 'medium', 'long'],
		advice: 'About 70, 120 or 260 words; a story always ends at the end of a sentence.',
	},
	strength: number({
		group: 'simple',
		label: 'Style strength',
		default: 1.3,
		min: 0,
		max: 1.5,
		step: 0.05,
		advice: 'How far the captions are shifted towards the genre: 0 has no style; a little above 1 works best.',
	}),
	focus: number({
		group: 'simple',
		label: 'Closeness to the picture',
		default: 0.45,
		min: 0,
		max: 3,
		step: 0.05,
		advice: 'Higher repeats what the captions say; lower lets the genre tell its own story.',
	}),
	opening: {
		group: 'simple',
		kind: 'choice',
		label: 'First sentence',
		default: 'caption',
		choices: ['caption', 'free'],
		advice: 'From the caption: the story begins with what the network sees. Free: the storyteller begins on its own.',
	},
	temperature: number({
		group: 'Words',
		label: 'Temperature',
		default: 0.65,
		min: 0.3,
		max: 1.5,
		step: 0.05,
		advice: 'Lower is safer and plainer; higher is livelier and makes more mistakes.',
	}),
	topP: number({
		group: 'Words',
		label: 'Top p',
		default: 0.9,
		min: 0.1,
		max: 1,
		step: 0.05,
		advice: 'Words are drawn from the likeliest ones that together have this share of the probability.',
	}),
	drafts: number({
		group: 'Words',
		label: 'Drafts',
		default: 6,
		min: 1,
		max: 16,
		step: 1,
		advice: 'How many drafts of each sentence are written; the one that suits picture and style best is kept.',
	}),
	beamSize: number({
		group: 'Words',
		label: 'Beam size',
		default: 1,
		min: 1,
		max: 8,
		step: 1,
		advice: 'Above 1, likely sentences are searched for instead of drafts, which are blander.',
	}),
	repetitionPenalty: number({
		group: 'Words',
		label: 'Repetition penalty',
		default: 1.5,
		min: 1,
		max: 3,
		step: 0.05,
		advice: 'Higher makes words less likely that were used a moment ago.',
	}),
	samples: number({
		group: 'Captions',
		label: 'Captions written',
		default: 40,
		min: 5,
		max: 200,
		step: 5,
		advice: 'How many captions are written about the picture before the closest ones are chosen.',
	}),
	nearest: number({
		group: 'Captions',
		label: 'Captions used',
		default: 20,
		min: 1,
		max: 100,
		step: 1,
		advice: 'How many of the closest captions the story is based on. Fewer makes it more specific.',
	}),
	seed: seed({
		group: 'Randomness',
		advice: 'The same seed, picture and settings give the same story on the same device.',
	}),
} as const satisfies OptionTable;

export type StoryOptions = OptionValues<typeof storyOptions>;
export type StoryLength = StoryOptions['length'];

export const defaultStoryOptions: StoryOptions = defaultsOf(storyOptions);

/** Limits of each length. A story ends with the first sentence that passes `words`, and never exceeds `most` words. */
export const lengths: Readonly<
	Record<StoryLength, { readonly words: number; readonly most: number; readonly passages: number }>
> = {
	short: { words: 65, most: 110, passages: 2 },
	medium: { words: 115, most: 170, passages: 3 },
	long: { words: 250, most: 330, passages: 6 },
};
