import { describe, expect, it } from 'vitest';
import { maxPictureZoom, panPicture, pinchPicture, wholePicture, zoomPicture } from './pictureView';

const size = { width: 200, height: 100 };

describe('the view of a picture', () => {
	it('keeps the point under the pointer where it is', () => {
		const at = { x: 50, y: 75 };
		const view = zoomPicture(wholePicture, at, 4, size);
		// The point at a quarter of the width and three quarters of the height.
		expect(view.x + 0.25 * view.zoom).toBeCloseTo(0.25);
		expect(view.y + 0.75 * view.zoom).toBeCloseTo(0.75);
	});

	it('never shows less than the pane, nor a gap at an edge', () => {
		expect(zoomPicture(wholePicture, { x: 0, y: 0 }, 0.2, size)).toEqual(wholePicture);
		const near = zoomPicture(wholePicture, { x: 100, y: 50 }, 1e6, size);
		expect(near.zoom).toBe(maxPictureZoom);
		expect(panPicture(near, { x: 1e6, y: -1e6 }, size)).toMatchObject({ x: 0, y: 1 - maxPictureZoom });
	});

	it('follows two fingers', () => {
		const view = pinchPicture(
			wholePicture,
			[
				{ x: 90, y: 50 },
				{ x: 110, y: 50 },
			],
			[
				{ x: 80, y: 50 },
				{ x: 120, y: 50 },
			],
			size,
		);
		expect(view).toEqual({ zoom: 2, x: -0.5, y: -0.5 });
	});
});
