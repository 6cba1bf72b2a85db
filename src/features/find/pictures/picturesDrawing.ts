/** Draws the map of pictures, and finds the picture at a point. */
import type { IndexEntry } from '../index/types';
import type { Pen } from '../surface/Surface';
import { fitView, type Point, type Size, toScreen, type View } from '../surface/view';
import type { BitmapCache } from './bitmaps';

export interface PlacedPicture extends Point {
	readonly entry: Pick<IndexEntry, 'hash' | 'thumbnail' | 'width' | 'height'>;
}

/** A rectangle on the surface, by its top left corner. */
type Box = Point & Size;

/** Bounds of a thumbnail's longer side in pixels. */
const leastSide = 5;
const mostSide = 200;
/** Smaller ones are drawn as plain squares: they would show nothing. */
const pictureSide = 7;
/** Smaller ones get no frame, which would dominate them. */
const framedSide = 16;
/** Exponent of a thumbnail's growth with the zoom; below 1, so that pictures also move apart. */
const growth = 0.7;

/** Longer side of the thumbnails in pixels: smaller the more there are, larger the closer the view. */
export function thumbnailSide(view: View, size: Size, count: number): number {
	const whole = fitView(size).scale;
	// Spread evenly, they would cover about a third of the map.
	const even = (2 * whole * 0.55) / Math.sqrt(Math.max(1, count));
	return Math.min(mostSide, Math.max(leastSide, even * (view.scale / whole) ** growth));
}

/** A picture's box on the surface, in its own aspect ratio, centred on its position. */
export function boxOf(picture: PlacedPicture, view: View, side: number): Box {
	const { x, y } = toScreen(view, picture);
	const { width, height } = picture.entry;
	const scale = side < pictureSide ? side / Math.SQRT2 : side / Math.max(width, height);
	const [across, down] = side < pictureSide ? [scale, scale] : [width * scale, height * scale];
	return { x: x - across / 2, y: y - down / 2, width: across, height: down };
}

/** Distance from a picture's edge, in pixels, that still counts as on it: zoomed out, pictures are small. */
const nearEnough = 6;

/**
 * Finds the picture at a point of the surface: the topmost one there, or the closest within reach.
 * @param reach greatest distance from a picture's edge, in pixels
 * @returns its index in the list
 */
export function pictureAt(
	pictures: readonly PlacedPicture[],
	view: View,
	size: Size,
	at: Point,
	reach: number = nearEnough,
): number | undefined {
	const side = thumbnailSide(view, size, pictures.length);
	let nearest: number | undefined;
	let least = Number.POSITIVE_INFINITY;
	for (let index = pictures.length - 1; index >= 0; index--) {
		const { x, y, width, height } = boxOf(pictures[index] as PlacedPicture, view, side);
		const [across, down] = [at.x - x - width / 2, at.y - y - height / 2];
		const off = Math.hypot(Math.max(0, Math.abs(across) - width / 2), Math.max(0, Math.abs(down) - height / 2));
		if (off === 0) return index;
		if (off <= reach && off < least) [nearest, least] = [index, off];
	}
	return nearest;
}

/** Draws all pictures. @param pointed index of the picture to draw on top, larger and framed */
export function drawPictures(
	pen: Pen,
	pictures: readonly PlacedPicture[],
	cache: Pick<BitmapCache<ImageBitmap>, 'begin' | 'get'>,
	pointed: number | undefined,
): void {
	const { context, view, size, colour } = pen;
	const side = thumbnailSide(view, size, pictures.length);
	const ratio = context.getTransform().a;
	cache.begin();
	const draw = (picture: PlacedPicture, box: Box, asPicture: boolean) => {
		if (box.x > size.width || box.y > size.height || box.x + box.width < 0 || box.y + box.height < 0) return;
		const bitmap = asPicture ? cache.get(picture.entry, Math.max(box.width, box.height) * ratio) : undefined;
		if (bitmap) context.drawImage(bitmap, box.x, box.y, box.width, box.height);
		else {
			context.fillStyle = colour(asPicture ? '--line-strong' : '--accent');
			context.fillRect(box.x, box.y, box.width, box.height);
		}
		if (Math.max(box.width, box.height) < framedSide) return;
		// A thin line in the background's colour separates overlapping pictures.
		context.strokeStyle = colour('--stage');
		context.lineWidth = 1;
		context.strokeRect(box.x, box.y, box.width, box.height);
	};
	for (const picture of pictures) draw(picture, boxOf(picture, view, side), side >= pictureSide);
	const raised = pointed === undefined ? undefined : pictures[pointed];
	if (raised === undefined) return;
	const box = boxOf(raised, view, Math.max(96, side * 1.1));
	draw(raised, box, true);
	context.strokeStyle = colour('--accent');
	context.lineWidth = 2.5;
	context.strokeRect(box.x, box.y, box.width, box.height);
}
