/** Size of the canvas that a picture is painted on. Used by page and worker. */

/** Pixels at the left and at the top, and at least as many at the right and at the bottom. */
export const MARGIN = 8;

/** Canvas sides are whole multiples of this, so that four poolings halve them exactly. */
const MULTIPLE = 16;

export interface CanvasSize {
	readonly width: number;
	readonly height: number;
}

/** Size of the canvas for a picture of this size, px. */
export function canvasSize(width: number, height: number): CanvasSize {
	const side = (length: number) => Math.ceil((length + 2 * MARGIN) / MULTIPLE) * MULTIPLE;
	return { width: side(width), height: side(height) };
}
