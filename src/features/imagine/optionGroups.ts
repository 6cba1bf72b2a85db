import type { ImagineOptions } from './types';

export type OptionName = keyof ImagineOptions;

/** In the order of the column. */
export const optionNames: readonly OptionName[] = ['samples', 'truncation', 'seed'];

/** Of "More like this": how far its birds go from the one that they are like. */
export const distanceOption = {
	kind: 'number',
	label: 'How far',
	default: 0.4,
	min: 0.1,
	max: 0.8,
	step: 0.05,
	advice: 'How far the noise of its neighbours lies from that of this bird: less is more alike.',
} as const;

/** Frames of a loop there and back. */
export const loopLengths = [16, 24, 32] as const;
export type LoopLength = (typeof loopLengths)[number];
