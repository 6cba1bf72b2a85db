/** The options of Imagine; controls, recipes and command-line flags are generated from this table. */
import { defaultsOf, number, seed } from '../../options/declare';
import type { OptionTable, OptionValues } from '../../options/types';

/** Maximum number of birds in one job, for a sheet or for the frames of a walk. */
export const mostBirds = 64;

export const imagineOptions = {
	samples: number({
		group: 'simple',
		label: 'Number of birds',
		default: 8,
		min: 1,
		max: 16,
		step: 1,
		advice: 'How many birds are drawn from the sentence, each with its own noise.',
	}),
	bestOf: number({
		group: 'simple',
		label: 'Sketches per bird',
		default: 3,
		min: 1,
		max: 4,
		step: 1,
		advice:
			'If the sentence gives parts a colour, so many sketches are drawn for each bird that is shown, and those that fit it best and have one clear head are finished. 1 finishes all.',
	}),
	truncation: number({
		group: 'simple',
		label: 'Variety',
		default: 0.8,
		min: 0,
		max: 1.5,
		step: 0.05,
		advice: 'Lower gives more typical birds that look alike; 1 is how the networks were trained.',
	}),
	seed: seed({
		group: 'simple',
		advice: 'The same seed, sentence and settings give the same birds on the same device.',
	}),
} as const satisfies OptionTable;

/** How much the birds of "More like this" differ from the selected one. */
export const distanceOption = number({
	label: 'Variation',
	default: 0.4,
	min: 0.1,
	max: 0.8,
	step: 0.05,
	advice: 'How much the new birds differ from this one. Lower is more similar.',
});

/** Numbers of frames that a loop can have, there and back. */
export const loopLengths = [16, 24, 32] as const;
export type LoopLength = (typeof loopLengths)[number];

export type ImagineOptions = OptionValues<typeof imagineOptions>;

export const defaultImagineOptions: ImagineOptions = defaultsOf(imagineOptions);
