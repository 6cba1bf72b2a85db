/**
 * Paint's options, declared once: the panel, the checks, the recipe and the command line are made from this table.
 * Names and meanings follow the neural-style family (jcjohnson/neural-style and its successors).
 */
import { defaultsOf, number, seed } from '../../options/declare';
import type { OptionTable, OptionValues } from '../../options/types';

/**
 * `start: 'recoloured'` begins at pipeline/recolour.ts's map of the photo to the styles' colours (a pack's colourMean and
 * colourCovariance, or measured from the visitor's picture; several styles blended by weight).
 */
export const paintOptions = {
	size: number({
		label: 'Size',
		default: 256,
		min: 64,
		max: 4096,
		step: 32,
		unit: 'px',
		group: 'Size',
		advice: 'The painting’s longer side. Time and memory grow with its square.',
	}),
	evaluations: number({
		label: 'Steps',
		default: 100,
		min: 1,
		max: 2000,
		step: 1,
		group: 'Size',
		advice: '100 steps give a finished sketch, 300 a finished painting.',
	}),
	contentWeight: number({
		label: 'Keep the photo',
		default: 0.04,
		min: 0,
		max: 10,
		step: 0.001,
		scale: 'log',
		group: 'simple',
		advice: 'Higher stays closer to the photo; lower lets the style run free.',
	}),
	styleWeight: number({
		label: 'Style strength',
		default: 1,
		min: 0,
		max: 100,
		step: 0.01,
		scale: 'log',
		group: 'simple',
		advice: 'Higher follows the painting’s style more closely.',
	}),
	balance: {
		group: 'Texture',
		kind: 'switch',
		label: 'Even out photos',
		default: true,
		advice: 'Holds flat photos closer and lets busy ones go further, by how far photo and painting are apart.',
	},
	tvWeight: number({
		group: 'Texture',
		label: 'Smoothness',
		default: 0.001,
		min: 0,
		max: 10,
		step: 0.0001,
		scale: 'log',
		advice: 'Higher gives calmer, smoother areas (the weight of total variation).',
	}),
	styleScale: number({
		label: 'Stroke size',
		default: 1,
		min: 0.25,
		max: 4,
		step: 0.05,
		scale: 'log',
		group: 'simple',
		advice: 'Above 1 gives larger brush strokes, below 1 finer ones.',
	}),
	styleFalloff: number({
		group: 'Texture',
		label: 'Coarse to fine',
		default: 1,
		min: 0.25,
		max: 4,
		step: 0.05,
		scale: 'log',
		advice:
			'Above 1 favours large shapes, below 1 fine texture: each style layer counts this many times the one before it.',
	}),
	originalColours: {
		kind: 'switch',
		label: 'Keep the photo’s colours',
		default: false,
		group: 'simple',
		advice: 'Takes only light and dark from the painting; colours stay as they are in the photo.',
	},
	start: {
		group: 'Start',
		kind: 'choice',
		label: 'Start from',
		default: 'recoloured',
		choices: ['recoloured', 'content', 'noise', 'blend'],
		advice:
			'Recoloured is the photo in the painting’s colours and saves many steps. Noise gives a different painting for each seed.',
	},
	noiseRatio: number({
		group: 'Start',
		applies: ({ start }) => start === 'blend',
		label: 'Noise',
		default: 0.5,
		min: 0,
		max: 1,
		step: 0.05,
		advice: 'Share of noise in the starting picture: 0 is the photo, 1 is noise only.',
	}),
	seed: seed({ group: 'Start', advice: 'The same seed on the same device gives the same painting.' }),
	optimiser: {
		group: 'Optimiser',
		kind: 'choice',
		label: 'Optimiser',
		default: 'lbfgs',
		choices: ['lbfgs', 'adam'],
		advice: 'L-BFGS gets further in the same number of steps; Adam needs less memory.',
	},
	history: number({
		group: 'Optimiser',
		applies: ({ optimiser }) => optimiser === 'lbfgs',
		label: 'L-BFGS history',
		default: 10,
		min: 3,
		max: 30,
		step: 1,
		advice: 'How many past steps L-BFGS remembers; each takes the memory of two pictures.',
	}),
	learningRate: number({
		group: 'Optimiser',
		applies: ({ optimiser }) => optimiser === 'adam',
		label: 'Learning rate',
		default: 0.02,
		min: 0.001,
		max: 1,
		step: 0.001,
		scale: 'log',
		advice: 'How far Adam moves each pixel in a step, on a scale from 0 to 1.',
	}),
	ladder: {
		group: 'Start',
		kind: 'choice',
		label: 'Start small',
		default: 'auto',
		choices: ['auto', 'on', 'off'],
		advice:
			'Paints a small version first, then enlarges and refines it, which keeps large shapes coherent. Auto does so above 384 px.',
	},
	contentLayers: {
		group: 'Network',
		kind: 'layers',
		label: 'Content layers',
		default: { relu4_1: 1 },
		advice: 'Deeper layers keep the composition, shallower ones the detail.',
	},
	contentBlend: number({
		group: 'Texture',
		label: 'Detail of the photo',
		default: 0,
		min: 0,
		max: 1,
		step: 0.05,
		advice:
			'How much a second, shallower content layer counts (relu2_2): 0 keeps the composition, 1 every edge of the photo.',
	}),
	styleLayers: {
		group: 'Network',
		kind: 'layers',
		label: 'Style layers',
		default: { relu1_1: 1, relu2_1: 1, relu3_1: 1, relu4_1: 1, relu5_1: 1 },
		advice: 'Shallow layers carry colour and grain, deep ones strokes and swirls.',
	},
	pooling: {
		group: 'Network',
		kind: 'choice',
		label: 'Pooling',
		default: 'average',
		choices: ['average', 'max'],
		advice: 'The network was trained with average pooling, which gives smoother results.',
	},
} as const satisfies OptionTable;

export type PaintOptions = OptionValues<typeof paintOptions>;

export const defaultPaintOptions: PaintOptions = defaultsOf(paintOptions);

/** The second content layer, which `contentBlend` weighs against the others. */
const detailLayer = 'relu2_2';

/** Weights of all content layers, the second one included. */
export function contentWeights({
	contentLayers,
	contentBlend,
}: Pick<PaintOptions, 'contentLayers' | 'contentBlend'>): Readonly<Record<string, number>> {
	if (contentBlend === 0) return contentLayers;
	const whole = Object.values(contentLayers).reduce((sum, weight) => sum + weight, 0) || 1;
	const others = Object.entries(contentLayers).map(([layer, weight]) => [layer, (1 - contentBlend) * weight] as const);
	const weights = Object.fromEntries(others);
	return { ...weights, [detailLayer]: (weights[detailLayer] ?? 0) + contentBlend * whole };
}
