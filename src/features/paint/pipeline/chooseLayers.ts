/** Chooses the network's layers for a painting. */
import { AtelierError } from '../../../models/errors';
import { layersOf, type VggConfig } from '../../../nets/vggConfig';
import { contentWeights, type PaintOptions } from '../options';

/** The layers with a weight above 0, shallow to deep. */
export interface ChosenLayers {
	readonly content: ReadonlyMap<string, number>;
	/** The option's weights times the falloff. */
	readonly style: ReadonlyMap<string, number>;
	/** The deepest layer in use. */
	readonly deepest: string;
}

/**
 * Leaves out layers that the network does not have or whose weight is 0.
 *
 * @throws AtelierError option-invalid when no layer is left
 */
export function chooseLayers(options: PaintOptions, config: VggConfig): ChosenLayers {
	const all = layersOf(config);
	const chosen = (weights: Readonly<Record<string, number>>) => all.filter((layer) => (weights[layer] ?? 0) > 0);
	const weights = contentWeights(options);
	const content = new Map(chosen(weights).map((layer) => [layer, weights[layer] as number]));
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

function invalid(message: string): AtelierError {
	return new AtelierError('option-invalid', message);
}
