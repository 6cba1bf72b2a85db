/** Geometry of a chart with a logarithmic axis. */

export interface Series {
	readonly name: string;
	/** CSS variable of the line's colour. */
	readonly colour: string;
	/** Dash pattern, so that lines differ without colour. */
	readonly dash: readonly number[];
	readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface Extent {
	readonly x: readonly [number, number];
	/** log10 of the lower and upper end of the axis: whole powers of ten around the values. */
	readonly y: readonly [number, number];
}

/** Scales of a chart. Values of 0 or less are left out. @returns undefined when no point is left */
export function extentOf(series: readonly Series[]): Extent | undefined {
	const points = series.flatMap((one) => one.points).filter(({ y }) => y > 0 && Number.isFinite(y));
	if (points.length === 0) return undefined;
	let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
	for (const { x, y } of points) {
		left = Math.min(left, x);
		right = Math.max(right, x);
		low = Math.min(low, Math.log10(y));
		high = Math.max(high, Math.log10(y));
	}
	return { x: [left, Math.max(right, left + 1)], y: [Math.floor(low), Math.max(Math.ceil(high), Math.floor(low) + 1)] };
}

/** Powers of ten for grid lines: every second or third one when there are many. */
export function decades([low, high]: readonly [number, number]): number[] {
	const step = Math.max(1, Math.ceil((high - low) / 4));
	const ticks: number[] = [];
	for (let power = low; power <= high; power += step) ticks.push(power);
	return ticks;
}
