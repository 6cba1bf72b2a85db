export interface Point {
	readonly x: number;
	readonly y: number;
}

export interface Size {
	readonly width: number;
	readonly height: number;
}

type Fingers = readonly [Point, Point];

const apart = ([a, b]: Fingers) => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
const middle = ([a, b]: Fingers): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** Makes a function by which what is shown follows two fingers that moved from `before` to `after`, from one that pans and one that zooms about a point. */
export const pinching =
	<View>(
		pan: (view: View, by: Point, size: Size) => View,
		zoom: (view: View, at: Point, factor: number, size: Size) => View,
	) =>
	(view: View, before: Fingers, after: Fingers, size: Size): View => {
		const [from, to] = [middle(before), middle(after)];
		const panned = pan(view, { x: to.x - from.x, y: to.y - from.y }, size);
		return zoom(panned, to, apart(after) / apart(before), size);
	};
