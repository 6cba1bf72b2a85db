import { type Option, type PaintOptions, paintOptions } from './options';

export type OptionName = keyof PaintOptions;

/** How the table's options are laid out under "More". Simple ones stand above, in the table's order. */
export const moreGroups: readonly { readonly title: string; readonly names: readonly OptionName[] }[] = [
	{ title: 'Texture', names: ['tvWeight', 'styleFalloff'] },
	{ title: 'Start', names: ['start', 'noiseRatio', 'seed', 'ladder'] },
	{ title: 'Optimiser', names: ['optimiser', 'history', 'learningRate'] },
	{ title: 'Network', names: ['contentLayers', 'styleLayers', 'pooling'] },
];

export const simpleNames: readonly OptionName[] = (Object.keys(paintOptions) as OptionName[]).filter(
	(name) => (paintOptions[name] as Option).simple === true,
);

/** Options that mean nothing with the others as they are stay away from the page; their values are kept. */
export function isShown(name: OptionName, options: PaintOptions): boolean {
	switch (name) {
		case 'noiseRatio':
			return options.start === 'blend';
		case 'history':
			return options.optimiser === 'lbfgs';
		case 'learningRate':
			return options.optimiser === 'adam';
		default:
			return true;
	}
}
