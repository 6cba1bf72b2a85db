import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../nets/testing/backends';
import { toImageData } from '../shared/imageData';
import type { PaintedFrame, PaintResult } from '../types';
import { follow } from './flow/follow';
import { installImageData } from './testing/job';
import { drawn, waves } from './testing/motion';
import { meanDifference, paint, pixelsOf } from './testing/painted';

beforeAll(async () => {
	installImageData();
	await startBackend('wasm');
});

describe('job paint, on a clip', () => {
	const scene = waves(3);
	const frameAt = (shift: number) => drawn(64, 40, (x, y) => scene(x + shift, y));
	const options = { evaluations: 12, size: 64, contentWeight: 0.5 };
	const paintFrame = (content: ReturnType<typeof frameAt>, temporalWeight: number, before?: PaintedFrame) =>
		paint({ content, options, frame: { temporalWeight, ...(before && { before }) } });

	it('starts each frame from the one before, moved, and holds it there', async () => {
		const { result: first } = await paintFrame(frameAt(0), 50);
		const before = first.frame as PaintedFrame;
		expect(before.photo.rgb).toEqual(frameAt(0).rgb);
		expect(toImageData(before.painting).data).toEqual(first.picture.data);

		const { result: next, context } = await paintFrame(frameAt(2), 50, structuredClone(before));
		const { picture } = follow(before, frameAt(2), frameAt(2));
		const { result: free } = await paintFrame(frameAt(2), 0, before);
		const { result: apart } = await paintFrame(frameAt(2), 0);
		const off = (result: PaintResult) => meanDifference(pixelsOf(result), picture);
		expect(off(next)).toBeLessThan(0.6 * off(apart));
		expect(off(next)).toBeLessThan(off(free));
		expect(next.losses.temporal).toBeGreaterThan(0);
		expect(first.losses.temporal).toBeUndefined();
		// The loss of the first evaluation counts what is not held only: the start is the picture that it is held to.
		expect(next.trace[0]?.temporal).toBeLessThan(1e-6);
		expect(context.events.some((event) => event.type === 'step' && event.losses.temporal !== undefined)).toBe(true);
	});

	it('keeps the first frame’s content weight', async () => {
		const { result: first } = await paintFrame(frameAt(0), 1);
		const before = { ...(first.frame as PaintedFrame), contentWeight: 0.3 };
		expect(first.frame?.contentWeight).not.toBe(0.3);
		expect((await paintFrame(frameAt(1), 1, before)).result.frame?.contentWeight).toBe(0.3);
	});

	it('follows a frame that was painted smaller, and returns none for a photo', async () => {
		const { result: first } = await paintFrame(frameAt(0), 1);
		const { result } = await paint({
			content: frameAt(1),
			options: { ...options, size: 90 },
			frame: { temporalWeight: 1, before: first.frame as PaintedFrame },
		});
		expect(result.picture.width).toBe(90);
		expect((await paint()).result.frame).toBeUndefined();
	});
});
