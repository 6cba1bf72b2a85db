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

/** What two fingers did that moved from `before` to `after`: their middle moved by `by` to `at`, and their distance grew by `factor`. */
export function pinchOf(
	before: Fingers,
	after: Fingers,
): { readonly by: Point; readonly at: Point; readonly factor: number } {
	const [from, to] = [middle(before), middle(after)];
	return { by: { x: to.x - from.x, y: to.y - from.y }, at: to, factor: apart(after) / apart(before) };
}
