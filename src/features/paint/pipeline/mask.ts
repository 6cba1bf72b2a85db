/** Masks for where the style applies: a picture's lightness, at the size of the canvas and of each layer. */
import { tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import type { StyleMask } from '../../../nets/styleLoss';
import { stagesOf, type VggConfig } from '../../../nets/vggConfig';
import { canvasSize } from '../shared/canvasSize';
import { extend } from './canvas';
import type { Frame } from './objective';
import type { Pixels } from './pixels';
import { halved, lightness, type Plane } from './plane';

/** Reads a mask, white as 1 and black as 0, and extends it to the canvas like the picture. */
export function maskOnCanvas(mask: Pixels): Plane {
	const { width, height, values } = lightness(mask);
	return { ...canvasSize(width, height), values: extend(values, width, height, 1) };
}

/** Whether a mask is black, so that the style applies nowhere. */
export function isBlack({ rgb }: Pixels): boolean {
	return rgb.every((value) => value < 1 / 255);
}

/** The mask at the size of each style layer: averaged over the pixels of each feature. */
export function layerMasks(mask: Plane, config: VggConfig, layers: readonly string[]): Map<string, StyleMask> {
	const masks = new Map<string, StyleMask>();
	let plane = mask;
	for (const stage of stagesOf(config)) {
		if (stage.kind === 'pooling') plane = halved(plane);
		else if (layers.includes(stage.layer)) {
			const positions = plane.values.reduce((sum, v) => sum + v * v, 0);
			const weights = tensor2d(plane.values, [plane.width * plane.height, 1]);
			masks.set(stage.layer, { weights, positions: Math.max(positions, 1e-6) });
		}
		if (masks.size === layers.length) break;
	}
	return masks;
}

/** The constraint that keeps the photo outside the mask. */
export function frameOf(photo: Pixels, mask: Plane): Frame {
	const { width, height } = mask;
	return {
		photo: tensor4d(extend(photo.rgb, photo.width, photo.height), [1, height, width, 3]),
		mask: tensor4d(mask.values, [1, height, width, 1]),
	};
}
