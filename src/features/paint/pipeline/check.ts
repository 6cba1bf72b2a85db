/** Whatever asks for a painting (controls, recipe, command line) is checked here once, before any work. */
import { AtelierError } from '../../../models/errors';
import { layersOf, type VggConfig } from '../../../nets/vggConfig';
import { type Option, type PaintOptions, paintOptions } from '../options';

/** @throws AtelierError option-invalid naming the option and its range */
export function checkOptions(options: PaintOptions): void {
	for (const [name, option] of Object.entries(paintOptions) as [keyof PaintOptions, Option][]) {
		const value: unknown = options[name];
		if (!fits(option, value))
			throw invalid(`${option.label} cannot be ${JSON.stringify(value)}: choose ${range(option)}.`);
	}
}

/** The layers that count, with their weights, shallow to deep. */
export interface ChosenLayers {
	readonly content: ReadonlyMap<string, number>;
	/** The option's weights times the falloff. */
	readonly style: ReadonlyMap<string, number>;
	/** The deepest layer that is looked at. */
	readonly deepest: string;
}

/**
 * Layers that the network does not have, or whose weight is 0, are left out.
 *
 * @throws AtelierError option-invalid when nothing is left to paint by
 */
export function chooseLayers(options: PaintOptions, config: VggConfig): ChosenLayers {
	const all = layersOf(config);
	const chosen = (weights: Readonly<Record<string, number>>) => all.filter((layer) => (weights[layer] ?? 0) > 0);
	const content = new Map(
		chosen(options.contentLayers).map((layer) => [layer, options.contentLayers[layer] as number]),
	);
	const style = new Map(
		chosen(options.styleLayers).map((layer, depth) => [
			layer,
			(options.styleLayers[layer] as number) * options.styleFalloff ** depth,
		]),
	);
	const isMoved = (options.contentWeight > 0 && content.size > 0) || (options.styleWeight > 0 && style.size > 0);
	if (!isMoved) {
		throw invalid('There is nothing to paint by: give the style or the content a weight, and one of its layers too.');
	}
	const deepest = all.findLast((layer) => content.has(layer) || style.has(layer)) as string;
	return { content, style, deepest };
}

function fits(option: Option, value: unknown): boolean {
	switch (option.kind) {
		case 'number':
			return typeof value === 'number' && value >= option.min && value <= option.max;
		case 'choice':
			return option.choices.includes(value as string);
		case 'switch':
			return typeof value === 'boolean';
		case 'layers':
			return (
				typeof value === 'object' &&
				value !== null &&
				Object.values(value).every((weight) => Number.isFinite(weight) && weight >= 0)
			);
	}
}

function range(option: Option): string {
	switch (option.kind) {
		case 'number':
			return `a number from ${option.min} to ${option.max}`;
		case 'choice':
			return `one of ${option.choices.join(', ')}`;
		case 'switch':
			return 'on or off';
		case 'layers':
			return 'weights of 0 or more, by layer';
	}
}

function invalid(message: string): AtelierError {
	return new AtelierError('option-invalid', message);
}
