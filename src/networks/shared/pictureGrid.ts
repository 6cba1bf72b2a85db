/** The part of a picture that the captioner attends to, as page and worker exchange it and the index keeps it. */

/** Cells of a picture's last map, in rows from the top left, quantised to 8 bits. */
export interface PictureGrid {
	/** Number of cells along each side: the network sees a picture stretched to a square. */
	readonly side: number;
	/** [side * side, channels], flat: value = code * scale. */
	readonly codes: Int8Array;
	readonly scale: number;
}

/** Quantises the cells of a grid. @param values [side * side, channels], flat */
export function quantise(values: Float32Array, side: number): PictureGrid {
	let largest = 0;
	for (const value of values) largest = Math.max(largest, Math.abs(value));
	const scale = largest / 127;
	return { side, codes: Int8Array.from(values, (value) => (scale === 0 ? 0 : Math.round(value / scale))), scale };
}

/** The values of a grid, [side * side, channels], flat. */
export function dequantise({ codes, scale }: PictureGrid): Float32Array {
	return Float32Array.from(codes, (code) => code * scale);
}
