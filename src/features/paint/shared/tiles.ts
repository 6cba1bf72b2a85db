/** Divides a canvas into tiles whose evaluation is exact. Used by page and worker. */
export interface Rectangle {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** A part of the canvas, and what the network must see to compute the part's features. */
export interface Tile {
	/** The tiles' cores cover the canvas without overlap. */
	readonly core: Rectangle;
	/** The core with a margin of the receptive field, inside the canvas. */
	readonly window: Rectangle;
}

/**
 * How far the network sees, px: a feature of a whole block of pixels depends on pixels at most `margin` outside it.
 * `multiple` is the size of the deepest features' blocks; tiles are whole multiples of it.
 */
export function reachOf(stages: readonly { readonly kind: 'convolution' | 'pooling' }[]): {
	margin: number;
	multiple: number;
} {
	let [margin, multiple] = [0, 1];
	for (const stage of [...stages].reverse()) {
		if (stage.kind === 'convolution') margin += 1;
		else {
			margin *= 2;
			multiple *= 2;
		}
	}
	return { margin: Math.ceil(margin / multiple) * multiple, multiple };
}

/** Tiles of about equal size, at most `size` px a side (but at least `multiple`), row by row. */
export function divide(
	width: number,
	height: number,
	size: number,
	{ margin, multiple }: ReturnType<typeof reachOf>,
): Tile[] {
	const columns = spans(width, size, multiple);
	return spans(height, size, multiple).flatMap(([top, bottom]) =>
		columns.map(([left, right]) => {
			const [x, y] = [Math.max(0, left - margin), Math.max(0, top - margin)];
			return {
				core: { x: left, y: top, width: right - left, height: bottom - top },
				window: { x, y, width: Math.min(width, right + margin) - x, height: Math.min(height, bottom + margin) - y },
			};
		}),
	);
}

function spans(length: number, size: number, multiple: number): [number, number][] {
	const count = Math.ceil(length / Math.max(size, multiple));
	const step = Math.ceil(length / count / multiple) * multiple;
	const starts = Array.from({ length: Math.ceil(length / step) }, (_, at) => at * step);
	return starts.map((start) => [start, Math.min(length, start + step)]);
}

/** A tile's core in the features of a layer, relative to its window. @param scale pixels per feature and side */
export function coreOf({ core, window }: Tile, scale: number): Rectangle {
	const [x, y] = [(core.x - window.x) / scale, (core.y - window.y) / scale];
	// At the canvas's edge, pooling drops an odd last row or column.
	const [right, bottom] = [core.x + core.width - window.x, core.y + core.height - window.y];
	return { x, y, width: Math.floor(right / scale) - x, height: Math.floor(bottom / scale) - y };
}
