/** Computes the picture that a painting starts from. */
import { normalNoise } from '../../../nets/prng';
import type { PaintOptions } from '../options';
import type { Pixels } from './pixels';
import { blendColours, type ColourStatistics, recolour } from './recolour';

/** Standard deviation of the noise around middle grey: nearly all values are within 0..1. */
const NOISE_DEVIATION = 0.2;

/**
 * @param photo at the size of the first level
 * @param styles whose colours `recoloured` takes
 */
export function startPicture(
	photo: Pixels,
	options: Pick<PaintOptions, 'start' | 'noiseRatio' | 'seed'>,
	styles: readonly { readonly colours: ColourStatistics; readonly weight: number }[],
): Pixels {
	const { start, noiseRatio, seed } = options;
	if (start === 'content') return photo;
	if (start === 'recoloured') return { ...photo, rgb: recolour(photo.rgb, blendColours(styles)) };
	const noise = normalNoise(photo.rgb.length, seed);
	const ratio = start === 'noise' ? 1 : noiseRatio;
	const rgb = noise.map((v, at) => ratio * (0.5 + NOISE_DEVIATION * v) + (1 - ratio) * (photo.rgb[at] as number));
	return { ...photo, rgb };
}
