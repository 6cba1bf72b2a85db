/** Find's options, declared once: the panels, the checks and the command line are made from these tables. */
import { defaultsOf, number, seed } from '../../options/declare';
import type { OptionTable, OptionValues } from '../../options/types';

export const captionOptions = {
	beamSize: number({
		applies: ({ temperature }) => temperature === 0,
		label: 'Beam size',
		default: 3,
		min: 1,
		max: 10,
		step: 1,
		advice:
			'Candidate sentences kept at each word. 3 works well; more takes longer and makes captions shorter and blander.',
	}),
	count: number({
		label: 'Captions',
		default: 3,
		min: 1,
		max: 10,
		step: 1,
		advice: 'How many captions to show, up to the beam size.',
	}),
	lengthNormalisation: number({
		label: 'Length normalisation',
		default: 1,
		min: 0,
		max: 2,
		step: 0.05,
		advice: 'Higher favours longer captions, which are otherwise less likely with each word.',
	}),
	maxLength: number({
		label: 'Maximum words',
		default: 20,
		min: 1,
		max: 40,
		step: 1,
		advice: 'Where a caption is cut off if it has not ended by then.',
	}),
	temperature: number({
		label: 'Temperature',
		default: 0,
		min: 0,
		max: 2,
		step: 0.05,
		advice: '0 finds the likeliest captions. Above 0, words are drawn at random, more freely the higher it is.',
	}),
	seed: seed({
		applies: ({ temperature }) => temperature !== 0,
		advice: 'The same seed gives the same sentences.',
	}),
} as const satisfies OptionTable;

export const invertOptions = {
	restarts: number({
		label: 'Starts',
		default: 8,
		min: 1,
		max: 32,
		step: 1,
		advice: 'Random starting points that are optimised side by side; better ones count for more.',
	}),
	steps: number({
		label: 'Steps',
		default: 60,
		min: 5,
		max: 500,
		step: 5,
		advice: 'The most steps to take; the search ends early when it no longer improves.',
	}),
	learningRate: number({
		label: 'Learning rate',
		default: 0.03,
		min: 0.001,
		max: 0.3,
		step: 0.001,
		scale: 'log',
		advice: 'How far a vector of length 1 moves in each step.',
	}),
	priorWeight: number({
		label: 'Picture likeness',
		default: 0.002,
		min: 0,
		max: 0.1,
		step: 0.0005,
		advice: 'Higher keeps the result close to real pictures; lower follows only the sentence.',
	}),
	seed: seed({ advice: 'The same seed gives the same starting points.' }),
} as const satisfies OptionTable;

export type CaptionOptions = OptionValues<typeof captionOptions>;
export type InvertOptions = OptionValues<typeof invertOptions>;

export const defaultCaptionOptions: CaptionOptions = defaultsOf(captionOptions);
export const defaultInvertOptions: InvertOptions = defaultsOf(invertOptions);
