/** How large paintings fit into memory: in tiles, and with a shorter history. Used by page and worker. */

/** Canvases of at most so many pixels are evaluated at once: a square of 1024 px with its margin. */
const WHOLE_UP_TO = 1_100_000;
/** Longest sides of tiles, px. The smaller, the more of each tile is margin. */
const tileSizes = [768, 512, 256, 128] as const;
/** Sides that fit into the smallest limits that WebGPU guarantees, and into WASM's heap beside a history. */
export const DEFAULT_TILE = 512;

/** Longest side of the tiles in which a canvas is evaluated; undefined if it is evaluated at once. */
export function tileFor(width: number, height: number, largest: number = DEFAULT_TILE): number | undefined {
	return width * height <= WHOLE_UP_TO ? undefined : largest;
}

/** In tiles, an evaluation sees the canvas twice, each time with the tiles' margins. */
const TILED_WORK = 2.25;

/** Work of one evaluation, in pixels of a canvas that is evaluated at once. */
export function workOfCanvas(width: number, height: number): number {
	return width * height * (tileFor(width, height) === undefined ? 1 : TILED_WORK);
}

/** The next smaller tile to try when memory ran out; undefined when none would be smaller. */
export function smallerTile(tile: number | undefined, width: number, height: number): number | undefined {
	return tileSizes.find((next) => next < (tile ?? Math.max(width, height)));
}

/**
 * The largest tile for a graphics device.
 *
 * @param bindingBytes the device's maxStorageBufferBindingSize, which a tile's largest activation must not exceed
 */
export function tileForDevice(bindingBytes: number, channels: number, margin: number): number {
	return tileSizes.find((tile) => (tile + 2 * margin) ** 2 * channels * 4 <= bindingBytes) ?? DEFAULT_TILE;
}

const FULL_HISTORY_UP_TO = 1024;
const SHORTEST_HISTORY = 3;
/** Gives 5 pairs of 10 at 3620 px, as jcjohnson/neural-style's script for large pictures. */
const EXPONENT = 0.55;

/** The pairs that L-BFGS remembers for a canvas of this size: fewer for large ones, of which each takes more memory. */
export function historyFor(history: number, width: number, height: number): number {
	const share = Math.min(1, FULL_HISTORY_UP_TO / Math.sqrt(width * height)) ** EXPONENT;
	return Math.min(history, Math.max(SHORTEST_HISTORY, Math.round(history * share)));
}
