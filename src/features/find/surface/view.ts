/**
 * Where a map is looked at: pure maths, no page. A map lies in -1..1 on both axes, y downwards as on the screen;
 * on the screen, in CSS pixels from the surface's corner, a place is `x * scale + view.x`, `y * scale + view.y`.
 */

export interface Point {
	readonly x: number;
	readonly y: number;
}

export interface Size {
	readonly width: number;
	readonly height: number;
}

export interface View {
	/** Pixels a unit of the map, above 0. */
	readonly scale: number;
	/** Where the map's middle is on the screen. */
	readonly x: number;
	readonly y: number;
}

/** How much nearer than the whole map one can come. */
export const mostZoom = 40;

/** Kept free around the whole map, in pixels. */
const margin = 36;

/** The whole map in the middle of a surface of any size, also a tiny or an empty one. */
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

/** No farther out than the whole map, no nearer than `mostZoom`, and the surface's middle never leaves the map. */
export function holdView(view: View, size: Size): View {
	const { scale: least } = fitView(size);
	const scale = Math.min(least * mostZoom, Math.max(least, view.scale));
	const hold = (at: number, middle: number) => Math.min(middle + scale, Math.max(middle - scale, at));
	return { scale, x: hold(view.x, size.width / 2), y: hold(view.y, size.height / 2) };
}

export const panView = (view: View, by: Point): View => ({ ...view, x: view.x + by.x, y: view.y + by.y });

/** `factor` times nearer; what is under `at` (on the screen) stays there unless the zoom's limits or the map's edge do not let it. */
export function zoomView(view: View, at: Point, factor: number, size: Size): View {
	const { scale } = holdView({ ...view, scale: view.scale * factor }, size);
	const grown = scale / view.scale;
	return holdView({ scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown }, size);
}

/** Two fingers went from `before` to `after`: the map follows both. */
export function pinchView(
	view: View,
	before: readonly [Point, Point],
	after: readonly [Point, Point],
	size: Size,
): View {
	const apart = ([a, b]: readonly [Point, Point]) => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
	const middle = ([a, b]: readonly [Point, Point]): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
	const [from, to] = [middle(before), middle(after)];
	const moved = panView(view, { x: to.x - from.x, y: to.y - from.y });
	return zoomView(moved, to, apart(after) / apart(before), size);
}

/** A place of the map in the middle of the surface, at a scale (held to the limits). */
export function centreView(place: Point, scale: number, size: Size): View {
	const held = holdView({ scale, x: 0, y: 0 }, size).scale;
	return holdView({ scale: held, x: size.width / 2 - place.x * held, y: size.height / 2 - place.y * held }, size);
}

/** The same place in the middle, as near as before in relation to the whole, after the surface changed its size. */
export function resizeView(view: View, before: Size, after: Size): View {
	const middle = toMap(view, { x: before.width / 2, y: before.height / 2 });
	return centreView(middle, view.scale * (fitView(after).scale / fitView(before).scale), after);
}

/**
 * A view on the way of a flight. The scale changes by the same factor in the same time, and one place of the screen
 * stays still, so that the eye can follow.
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

/** Slow, fast, slow: 0..1 to 0..1. */
export const ease = (part: number): number => (part < 0.5 ? 4 * part ** 3 : 1 - (2 - 2 * part) ** 3 / 2);
