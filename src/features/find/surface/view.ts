/**
 * Pan and zoom of a map, as pure functions. Maps span -1..1 on both axes, with y pointing down. A point of the map is on
 * the screen at `x * scale + view.x`, `y * scale + view.y`, in CSS pixels from the surface's top left corner.
 */
import { type Point, pinching, type Size } from '../../../ui/surface/geometry';

export type { Point, Size };

export interface View {
	/** Pixels per unit of the map, above 0. */
	readonly scale: number;
	/** Position of the map's centre on the screen. */
	readonly x: number;
	readonly y: number;
}

/** Largest zoom factor, relative to the whole map. */
export const maxZoom = 40;

/** Margin around the whole map, in pixels. */
const margin = 36;

/** Shows the whole map, centred. Takes surfaces of any size, empty ones too. */
export function fitView({ width, height }: Size): View {
	const side = Math.min(width, height);
	const scale = Math.max(1, side - 2 * Math.min(margin, side / 8)) / 2;
	return { scale, x: width / 2, y: height / 2 };
}

export const toScreen = (view: View, { x, y }: Point): Point => ({
	x: x * view.scale + view.x,
	y: y * view.scale + view.y,
});

export const toMap = (view: View, { x, y }: Point): Point => ({
	x: (x - view.x) / view.scale,
	y: (y - view.y) / view.scale,
});

/** Limits a view: no farther out than the whole map, no closer than `maxZoom`, and its centre stays on the map. */
export function clampView(view: View, size: Size): View {
	const { scale: least } = fitView(size);
	const scale = Math.min(least * maxZoom, Math.max(least, view.scale));
	const hold = (at: number, middle: number) => Math.min(middle + scale, Math.max(middle - scale, at));
	return { scale, x: hold(view.x, size.width / 2), y: hold(view.y, size.height / 2) };
}

export const panView = (view: View, by: Point): View => ({ ...view, x: view.x + by.x, y: view.y + by.y });

/** Zooms by a factor about a point of the screen, which stays where it is as far as the limits allow. */
export function zoomView(view: View, at: Point, factor: number, size: Size): View {
	const { scale } = clampView({ ...view, scale: view.scale * factor }, size);
	const grown = scale / view.scale;
	return clampView({ scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown }, size);
}

/** Makes the map follow two fingers that moved from `before` to `after`. */
export const pinchView = pinching(panView, zoomView);

/** Centres a point of the map at a scale, within the limits. */
export function centreView(place: Point, scale: number, size: Size): View {
	const held = clampView({ scale, x: 0, y: 0 }, size).scale;
	return clampView({ scale: held, x: size.width / 2 - place.x * held, y: size.height / 2 - place.y * held }, size);
}

/** Keeps centre and relative zoom when the surface changes its size. */
export function resizeView(view: View, before: Size, after: Size): View {
	const middle = toMap(view, { x: before.width / 2, y: before.height / 2 });
	return centreView(middle, view.scale * (fitView(after).scale / fitView(before).scale), after);
}

/**
 * Interpolates between two views. The scale changes exponentially, and one point of the screen stays fixed, so that the
 * eye can follow.
 * @param part 0 at the start, 1 at the end
 */
export function flightView(from: View, to: View, part: number, size: Size): View {
	const [here, there] = [from, to].map((view) => toMap(view, { x: size.width / 2, y: size.height / 2 })) as [
		Point,
		Point,
	];
	const scale = from.scale * (to.scale / from.scale) ** part;
	const flat = Math.abs(to.scale / from.scale - 1) < 1e-6;
	const gone = flat ? part : (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale);
	const middle = { x: here.x + (there.x - here.x) * gone, y: here.y + (there.y - here.y) * gone };
	return { scale, x: size.width / 2 - middle.x * scale, y: size.height / 2 - middle.y * scale };
}

/** Cubic ease-in-out, from 0..1 to 0..1. */
export const ease = (part: number): number => (part < 0.5 ? 4 * part ** 3 : 1 - (2 - 2 * part) ** 3 / 2);
