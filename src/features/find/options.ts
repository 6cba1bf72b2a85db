/** Every option of Find, declared once: controls and command line are made from these tables. */
import type { CaptionOptions, InvertRequest } from './types';

export interface NumberOption {
	readonly kind: 'number';
	readonly label: string;
	readonly default: number;
	readonly min: number;
	readonly max: number;
	readonly step: number;
	readonly scale?: 'log';
	readonly unit?: string;
	readonly advice: string;
}

const number = (o: Omit<NumberOption, 'kind'>): NumberOption => ({ kind: 'number', ...o });

const largestSeed = 2147483647;

export const captionOptions = {
	beamSize: number({
		label: 'Beam size',
		default: 3,
		min: 1,
		max: 10,
		step: 1,
		advice: 'Sentences kept at each word. 3 is good; more costs time and makes captions shorter and blander.',
	}),
	count: number({
		label: 'Captions',
		default: 3,
		min: 1,
		max: 10,
		step: 1,
		advice: 'How many to give, at most as many as the beam holds.',
	}),
	lengthNormalisation: number({
		label: 'Length normalisation',
		default: 0.7,
		min: 0,
		max: 2,
		step: 0.05,
		advice: 'Each word makes a sentence less likely; more of this lets longer sentences win all the same.',
	}),
	maxLength: number({
		label: 'Words at most',
		default: 20,
		min: 1,
		max: 40,
		step: 1,
		advice: 'Where a caption ends if it does not end by itself.',
	}),
	temperature: number({
		label: 'Temperature',
		default: 0,
		min: 0,
		max: 2,
		step: 0.05,
		advice: '0 searches for the likeliest sentences; above, they are drawn by chance, more freely the higher it is.',
	}),
	seed: number({
		label: 'Seed',
		default: 1,
		min: 0,
		max: largestSeed,
		step: 1,
		advice: 'Of the drawing by chance: the same seed gives the same sentences.',
	}),
} as const satisfies Record<keyof CaptionOptions, NumberOption>;

type InvertOptions = Omit<InvertRequest, 'words'>;

export const invertOptions = {
	restarts: number({
		label: 'Starts',
		default: 8,
		min: 1,
		max: 32,
		step: 1,
		advice: 'Random vectors that are optimised side by side; the better ones count for more.',
	}),
	steps: number({
		label: 'Steps',
		default: 60,
		min: 5,
		max: 500,
		step: 5,
		advice: 'At most so many; the search ends by itself once nothing improves.',
	}),
	learningRate: number({
		label: 'Learning rate',
		default: 0.03,
		min: 0.001,
		max: 0.3,
		step: 0.001,
		scale: 'log',
		advice: 'How far a vector of length 1 moves in a step.',
	}),
	priorWeight: number({
		label: 'Like a picture',
		default: 0.002,
		min: 0,
		max: 0.1,
		step: 0.0005,
		advice: 'More keeps the vectors where those of pictures lie, less follows the sentence alone.',
	}),
	seed: number({
		label: 'Seed',
		default: 1,
		min: 0,
		max: largestSeed,
		step: 1,
		advice: 'Of the random starts.',
	}),
} as const satisfies Record<keyof InvertOptions, NumberOption>;

const defaultsOf = <T extends Record<string, NumberOption>>(options: T) =>
	Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default])) as {
		readonly [K in keyof T]: number;
	};

export const defaultCaptionOptions: CaptionOptions = defaultsOf(captionOptions);
export const defaultInvertOptions: InvertOptions = defaultsOf(invertOptions);
