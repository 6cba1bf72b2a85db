/** The options of a clip, besides those of the painting that each of its frames is. Panel, recipe and flags follow from this table. */
import { defaultsOf, number } from '../../../options/declare';
import type { OptionTable, OptionValues } from '../../../options/types';

export const clipOptions = {
	clipStart: number({
		label: 'From',
		default: 0,
		min: 0,
		max: 600,
		step: 0.1,
		unit: 's',
		group: 'simple',
		advice: 'Where in the clip the painted part begins.',
	}),
	clipSeconds: number({
		label: 'Length',
		default: 2,
		min: 0.2,
		max: 10,
		step: 0.1,
		unit: 's',
		group: 'simple',
		advice: 'How much of the clip is painted. Time grows with the number of frames.',
	}),
	frameRate: number({
		label: 'Frames a second',
		default: 12,
		min: 4,
		max: 30,
		step: 1,
		group: 'simple',
		advice: '12 look like a hand-drawn film, 24 like cinema, which takes twice as long.',
	}),
	laterEvaluations: number({
		label: 'Steps for later frames',
		group: 'Frames',
		default: 25,
		min: 1,
		max: 500,
		step: 1,
		advice: 'Each frame starts from the one before, moved as the clip moves, and needs fewer steps than the first.',
	}),
	temporalWeight: number({
		label: 'Steadiness',
		group: 'Frames',
		default: 50,
		min: 0,
		max: 10000,
		step: 0.1,
		scale: 'log',
		advice:
			'Higher holds strokes to what they are painted on; lower lets each frame be painted anew (the temporal loss).',
	}),
} as const satisfies OptionTable;

export type ClipOptions = OptionValues<typeof clipOptions>;

export const defaultClipOptions: ClipOptions = defaultsOf(clipOptions);
