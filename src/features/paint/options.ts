/**
 * Every option of Paint, declared once: controls, recipe, command line and docs are made from this table.
 * Names and meanings follow the neural-style family (jcjohnson/neural-style and its successors).
 */

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
	/** Shown at first; everything else lies under "More". */
	readonly simple?: boolean;
}
export interface ChoiceOption {
	readonly kind: 'choice';
	readonly label: string;
	readonly default: string;
	readonly choices: readonly string[];
	readonly advice: string;
	readonly simple?: boolean;
}
export interface SwitchOption {
	readonly kind: 'switch';
	readonly label: string;
	readonly default: boolean;
	readonly advice: string;
	readonly simple?: boolean;
}
/** Layer name -> weight; 0 or absent leaves the layer out. Only layers of the network in use count. */
export interface LayersOption {
	readonly kind: 'layers';
	readonly label: string;
	readonly default: Readonly<Record<string, number>>;
	readonly advice: string;
	readonly simple?: boolean;
}
export type Option = NumberOption | ChoiceOption | SwitchOption | LayersOption;

const number = (o: Omit<NumberOption, 'kind'>) => ({ kind: 'number', ...o }) as const;

/**
 * `start: 'recoloured'` begins at pipeline/recolour.ts's map of the photo to the styles' colours (a pack's colourMean and
 * colourCovariance, or measured from the visitor's picture; several styles blended by weight).
 */
export const paintOptions = {
	size: number({
		label: 'Size',
		default: 256,
		min: 64,
		max: 1024,
		step: 32,
		unit: 'px',
		simple: true,
		advice: 'Longer side of the painting. Time and memory grow with its square.',
	}),
	evaluations: number({
		label: 'Evaluations',
		default: 100,
		min: 1,
		max: 2000,
		step: 1,
		simple: true,
		advice: 'How often the loss and its gradient are computed. 100 is a finished sketch, 300 a finished painting.',
	}),
	contentWeight: number({
		label: 'Content',
		default: 0.04,
		min: 0,
		max: 10,
		step: 0.001,
		scale: 'log',
		simple: true,
		advice: 'More keeps the photo, less lets the style run free.',
	}),
	styleWeight: number({
		label: 'Style',
		default: 1,
		min: 0,
		max: 100,
		step: 0.01,
		scale: 'log',
		simple: true,
		advice: 'More follows the painting.',
	}),
	tvWeight: number({
		label: 'Smoothness',
		default: 0.001,
		min: 0,
		max: 10,
		step: 0.0001,
		scale: 'log',
		advice: 'Weight of total variation: more gives calmer, smoother areas.',
	}),
	styleScale: number({
		label: 'Stroke size',
		default: 1,
		min: 0.25,
		max: 4,
		step: 0.05,
		scale: 'log',
		simple: true,
		advice: 'Size at which the painting is looked at, relative to yours: above 1 gives larger strokes.',
	}),
	styleFalloff: number({
		label: 'Coarse or fine',
		default: 1,
		min: 0.25,
		max: 4,
		step: 0.05,
		scale: 'log',
		advice: 'Each style layer weighs this times the one before: above 1 favours large shapes, below 1 fine texture.',
	}),
	originalColours: {
		kind: 'switch',
		label: 'Keep the photo’s colours',
		default: false,
		simple: true,
		advice: 'Takes only lightness from the painting; colours stay the photo’s.',
	},
	start: {
		kind: 'choice',
		label: 'Start from',
		default: 'recoloured',
		choices: ['recoloured', 'content', 'noise', 'blend'],
		advice:
			'Recoloured: the photo in the painting’s colours, which saves many evaluations; noise gives a different painting for each seed.',
	},
	noiseRatio: number({
		label: 'Noise in the blend',
		default: 0.5,
		min: 0,
		max: 1,
		step: 0.05,
		advice: 'Used when starting from a blend: 0 is the photo, 1 is noise.',
	}),
	seed: number({
		label: 'Seed',
		default: 1,
		min: 0,
		max: 2147483647,
		step: 1,
		advice: 'The same seed on the same device gives the same painting.',
	}),
	pooling: {
		kind: 'choice',
		label: 'Pooling',
		default: 'average',
		choices: ['average', 'max'],
		advice: 'Average is what the network was trained with and gives smoother gradients.',
	},
	optimiser: {
		kind: 'choice',
		label: 'Optimiser',
		default: 'lbfgs',
		choices: ['lbfgs', 'adam'],
		advice: 'L-BFGS reaches a lower loss in as many evaluations; Adam needs less memory.',
	},
	history: number({
		label: 'L-BFGS history',
		default: 10,
		min: 3,
		max: 30,
		step: 1,
		advice: 'Steps that L-BFGS remembers; each takes memory of two pictures.',
	}),
	learningRate: number({
		label: 'Learning rate',
		default: 0.02,
		min: 0.001,
		max: 1,
		step: 0.001,
		scale: 'log',
		advice: 'Adam only, in units of the picture’s range from 0 to 1.',
	}),
	ladder: {
		kind: 'choice',
		label: 'Paint small first',
		default: 'auto',
		choices: ['auto', 'on', 'off'],
		advice: 'Paints small, enlarges and refines: large shapes at large sizes. Auto: above 384 px.',
	},
	contentLayers: {
		kind: 'layers',
		label: 'Content layers',
		default: { relu4_1: 1 },
		advice: 'Deeper layers keep the arrangement, shallower ones the detail.',
	},
	styleLayers: {
		kind: 'layers',
		label: 'Style layers',
		default: { relu1_1: 1, relu2_1: 1, relu3_1: 1, relu4_1: 1, relu5_1: 1 },
		advice: 'Shallow layers carry colour and grain, deep ones strokes and swirls.',
	},
} as const satisfies Record<string, Option>;

type ValueOf<O> = O extends { kind: 'number' }
	? number
	: O extends { kind: 'switch' }
		? boolean
		: O extends { kind: 'layers' }
			? Readonly<Record<string, number>>
			: O extends { kind: 'choice'; choices: readonly (infer C)[] }
				? C
				: never;

export type PaintOptions = { readonly [K in keyof typeof paintOptions]: ValueOf<(typeof paintOptions)[K]> };

export const defaultPaintOptions = Object.fromEntries(
	Object.entries(paintOptions).map(([name, option]) => [name, option.default]),
) as unknown as PaintOptions;
