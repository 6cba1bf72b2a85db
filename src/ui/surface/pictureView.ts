/** Zoom and pan of a picture that fills its pane at zoom 1, as pure functions. */
import { type Point, pinching, type Size } from './geometry';

export interface PictureView {
	/** 1 shows the whole picture. */
	readonly zoom: number;
	/** Offset of the picture's top left corner, as a share of the pane, so that panes of any size can show the same part. */
	readonly x: number;
	readonly y: number;
}

export const wholePicture: PictureView = { zoom: 1, x: 0, y: 0 };

export const maxPictureZoom = 24;

/** Limits a view: no smaller than the pane, no larger than `maxPictureZoom`, without a gap at the edges. */
function clamp({ zoom, x, y }: PictureView): PictureView {
	const held = Math.min(maxPictureZoom, Math.max(1, zoom));
	const hold = (at: number) => Math.min(0, Math.max(1 - held, at));
	return { zoom: held, x: hold(x), y: hold(y) };
}

/** @param by in pixels of a pane of this size */
export const panPicture = (view: PictureView, by: Point, { width, height }: Size): PictureView =>
	clamp({ ...view, x: view.x + by.x / width, y: view.y + by.y / height });

/** Zooms about a point of the pane, which stays where it is as far as the limits allow. */
export function zoomPicture(view: PictureView, at: Point, factor: number, { width, height }: Size): PictureView {
	const zoom = clamp({ ...view, zoom: view.zoom * factor }).zoom;
	const [x, y] = [at.x / width, at.y / height];
	const grown = zoom / view.zoom;
	return clamp({ zoom, x: x - (x - view.x) * grown, y: y - (y - view.y) * grown });
}

/** Makes the picture follow two fingers that moved from `before` to `after`. */
export const pinchPicture = pinching(panPicture, zoomPicture);

export const isSameView = (a: PictureView, b: PictureView): boolean => a.zoom === b.zoom && a.x === b.x && a.y === b.y;
