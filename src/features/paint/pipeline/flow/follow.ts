/** Where a clip's frame starts, and what it is held to: the painting of the frame before, moved as the clip moves. */
import type { PaintedFrame } from '../../types';
import { type Pixels, resize } from '../pixels';
import { opticalFlow } from './opticalFlow';
import { consistency, warp } from './warp';

export interface Followed {
	readonly start: Pixels;
	readonly picture: Pixels;
	/** Per pixel: 1 where both frames show the same, otherwise 0. */
	readonly consistent: Float32Array;
}

/**
 * @param photo the frame at the size it is painted at
 * @param fresh where the frame would start by itself, and does where the frame before does not show it
 */
export function follow(before: PaintedFrame, photo: Pixels, fresh: Pixels): Followed {
	const { width, height } = photo;
	const earlier = resize(before.photo, width, height);
	const back = opticalFlow(photo, earlier);
	const consistent = consistency(back, opticalFlow(earlier, photo));
	const picture = warp(resize(before.painting, width, height), back);
	const rgb = picture.rgb.map((value, at) => (consistent[Math.floor(at / 3)] ? value : (fresh.rgb[at] as number)));
	return { start: { width, height, rgb }, picture, consistent };
}
