/** Lets the content weight follow photo and painting, so that flat photos do not change more than busy ones. */
import { tensor4d } from '@tensorflow/tfjs-core';
import type { Vgg } from '../../../nets/vgg';
import type { Gram } from '../../../networks/worker/styles';
import type { Pixels } from './pixels';
import { measureGrams } from './styles';

/** Distance at which the content weight stays as it is. */
const USUAL = 0.9;
/** The content weight is multiplied by (distance / USUAL) to this power, within the bounds. */
const POWER = 1.5;
const BOUNDS = [0.25, 3] as const;

/**
 * How far a painting's statistics are from those of the picture that the painting starts from, relative to the latter: the
 * mean over the layers of ||G_style - G_start|| / ||G_start||. The change of the photo's features is nearly proportional
 * to it (docs/decisions/0029).
 *
 * @param start the photo in the painting's colours
 * @param grams of the style, by layer
 */
export async function styleDistance(network: Vgg, start: Pixels, grams: ReadonlyMap<string, Gram>): Promise<number> {
	const own = await measureGrams(network, tensor4d(start.rgb, [1, start.height, start.width, 3]), [...grams.keys()]);
	let sum = 0;
	for (const [layer, { values }] of grams) {
		const { values: started } = own.get(layer) as Gram;
		let [difference, norm] = [0, 0];
		for (const [at, value] of started.entries()) {
			difference += ((values[at] as number) - value) ** 2;
			norm += value * value;
		}
		sum += Math.sqrt(difference / Math.max(norm, 1e-12));
	}
	return sum / Math.max(1, grams.size);
}

/** The content weight for a photo and painting this far apart. */
export function balanced(contentWeight: number, distance: number): number {
	const [least, most] = BOUNDS;
	return contentWeight * Math.min(most, Math.max(least, (distance / USUAL) ** POWER));
}
