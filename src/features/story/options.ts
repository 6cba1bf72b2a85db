/** Every option of Story, declared once: controls, recipe and command line are made from this table. */
import type { GenreId, StoryLength, StoryOptions } from './types';

export interface NumberOption {
	readonly kind: 'number';
	readonly label: string;
	readonly default: number;
	readonly min: number;
	readonly max: number;
	readonly step: number;
	readonly unit?: string;
	readonly advice: string;
}

export interface ChoiceOption<T extends string = string> {
	readonly kind: 'choice';
	readonly label: string;
	readonly default: T;
	readonly choices: readonly T[];
	readonly advice: string;
}

export type StoryOption = NumberOption | ChoiceOption;

const number = (o: Omit<NumberOption, 'kind'>): NumberOption => ({ kind: 'number', ...o });

const largestSeed = 2147483647;

/** Words and passages of each length; a story ends at the first sentence's end after `words`, or before `most`. */
export const lengths: Readonly<
	Record<StoryLength, { readonly words: number; readonly most: number; readonly passages: number }>
> = {
	short: { words: 65, most: 110, passages: 2 },
	medium: { words: 115, most: 170, passages: 3 },
	long: { words: 250, most: 330, passages: 6 },
};

export const genres: readonly { readonly id: GenreId; readonly label: string }[] = [
	{ id: 'romance', label: 'Romance' },
	{ id: 'adventure', label: 'Adventure' },
	{ id: 'mystery', label: 'Mystery' },
	{ id: 'gothic_horror', label: 'Gothic horror' },
	{ id: 'fairy_tales', label: 'Fairy tale' },
	{ id: 'science_fiction', label: 'Science fiction' },
];

export const storyOptions = {
	length: {
		kind: 'choice',
		label: 'Length',
		default: 'medium',
		choices: ['short', 'medium', 'long'],
		advice: 'About 70, 120 or 260 words; a story always ends with its sentence.',
	} as ChoiceOption<StoryLength>,
	strength: number({
		label: 'Style strength',
		default: 1.3,
		min: 0,
		max: 1.5,
		step: 0.05,
		advice: 'How far captions are shifted towards the genre. 0 writes in no style; captions need a little more than 1.',
	}),
	focus: number({
		label: 'Closeness to the picture',
		default: 0.45,
		min: 0,
		max: 3,
		step: 0.05,
		advice: 'More of this repeats what the captions say, less lets the genre tell its own story.',
	}),
	temperature: number({
		label: 'Temperature',
		default: 0.95,
		min: 0.3,
		max: 1.5,
		step: 0.05,
		advice: 'Lower is safer and plainer, higher is livelier and makes more mistakes.',
	}),
	topP: number({
		label: 'Top p',
		default: 0.95,
		min: 0.1,
		max: 1,
		step: 0.05,
		advice: 'Unlikely words are left out until the rest has this share of the probability.',
	}),
	beamSize: number({
		label: 'Beam size',
		default: 1,
		min: 1,
		max: 8,
		step: 1,
		advice: '1 draws words by chance. More searches for likely sentences, which are blander.',
	}),
	repetitionPenalty: number({
		label: 'Repetition penalty',
		default: 1.8,
		min: 1,
		max: 3,
		step: 0.05,
		advice: 'Makes words less likely that were said a short while ago.',
	}),
	samples: number({
		label: 'Captions sampled',
		default: 100,
		min: 5,
		max: 200,
		step: 5,
		advice: 'How many captions the captioner tells of the picture before the nearest are chosen.',
	}),
	nearest: number({
		label: 'Nearest captions',
		default: 20,
		min: 1,
		max: 100,
		step: 1,
		advice: 'How many of them the story is made of. Fewer is closer to one caption.',
	}),
	seed: number({
		label: 'Seed',
		default: 1,
		min: 0,
		max: largestSeed,
		step: 1,
		advice: 'The same seed, picture and settings tell the same story on the same device.',
	}),
} as const satisfies Record<keyof StoryOptions, StoryOption>;

export const defaultStoryOptions = Object.fromEntries(
	Object.entries(storyOptions).map(([name, option]) => [name, option.default]),
) as unknown as StoryOptions;
