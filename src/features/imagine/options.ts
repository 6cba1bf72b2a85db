/** Every option of Imagine, declared once: controls, recipe and command line are made from this table. */
import type { ImagineOptions } from './types';

export interface ImagineOption {
	readonly kind: 'number';
	readonly label: string;
	readonly default: number;
	readonly min: number;
	readonly max: number;
	readonly step: number;
	readonly unit?: string;
	readonly advice: string;
}

const number = (o: Omit<ImagineOption, 'kind'>): ImagineOption => ({ kind: 'number', ...o });

export const largestSeed = 2147483647;

/** Of one job: a sheet of samples, or the frames of a walk. */
export const mostBirds = 64;

export const imagineOptions = {
	samples: number({
		label: 'Samples',
		default: 8,
		min: 1,
		max: 16,
		step: 1,
		advice: 'How many birds are drawn of the sentence, each from a noise of its own.',
	}),
	truncation: number({
		label: 'Noise truncation',
		default: 0.8,
		min: 0,
		max: 1.5,
		step: 0.05,
		advice: 'Less noise gives more typical birds that are more alike; 1 is as the networks were trained.',
	}),
	seed: number({
		label: 'Seed',
		default: 1,
		min: 0,
		max: largestSeed,
		step: 1,
		advice: 'The same seed, sentence and settings draw the same birds on the same device.',
	}),
} as const satisfies Record<keyof ImagineOptions, ImagineOption>;

export const defaultImagineOptions = Object.fromEntries(
	Object.entries(imagineOptions).map(([name, option]) => [name, option.default]),
) as unknown as ImagineOptions;
