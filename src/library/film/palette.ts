/** Few colours for many: median cut on a grid of 32 levels a channel, which is finer than 256 colours can be. */

interface Cell {
	readonly key: number;
	count: number;
}

const red = (key: number) => key >> 10;
const green = (key: number) => (key >> 5) & 31;
const blue = (key: number) => key & 31;
const channels = [red, green, blue] as const;
const keyOf = (r: number, g: number, b: number): number => ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3);

/** @param rgba pixels, 4 bytes each @returns `colours` times red, green, blue */
export function choosePalette(rgba: Uint8ClampedArray, colours: number): number[] {
	const counts = new Uint32Array(32768);
	for (let at = 0; at < rgba.length; at += 4) {
		const key = keyOf(rgba[at] as number, rgba[at + 1] as number, rgba[at + 2] as number);
		counts[key] = (counts[key] as number) + 1;
	}
	const cells: Cell[] = [];
	for (const [key, count] of counts.entries()) if (count > 0) cells.push({ key, count });
	const boxes = [cells];
	while (boxes.length < colours) {
		const widest = boxes.reduce(
			(best, box, at) => (spread(box).score > spread(boxes[best] as Cell[]).score ? at : best),
			0,
		);
		const box = boxes[widest] as Cell[];
		if (box.length < 2) break;
		boxes.splice(widest, 1, ...split(box));
	}
	const palette = boxes.flatMap(average);
	while (palette.length < colours * 3) palette.push(0);
	return palette;
}

const spreads = new WeakMap<Cell[], { channel: (key: number) => number; score: number }>();

/** The channel along which a box is longest, and how much splitting it is worth. */
function spread(box: Cell[]) {
	const known = spreads.get(box);
	if (known) return known;
	let pixels = 0;
	for (const cell of box) pixels += cell.count;
	let [channel, longest]: [(key: number) => number, number] = [red, -1];
	for (const one of channels) {
		let [low, high] = [31, 0];
		for (const { key } of box) {
			low = Math.min(low, one(key));
			high = Math.max(high, one(key));
		}
		if (high - low > longest) [channel, longest] = [one, high - low];
	}
	const found = { channel, score: box.length < 2 ? -1 : longest * Math.sqrt(pixels) };
	spreads.set(box, found);
	return found;
}

/** Two boxes with half of the pixels each, both with at least one cell. */
function split(box: Cell[]): [Cell[], Cell[]] {
	const { channel } = spread(box);
	const sorted = [...box].sort((a, b) => channel(a.key) - channel(b.key));
	const half = sorted.reduce((sum, { count }) => sum + count, 0) / 2;
	let [at, pixels] = [0, 0];
	while (at < sorted.length - 1 && pixels + (sorted[at] as Cell).count <= half) {
		pixels += (sorted[at] as Cell).count;
		at += 1;
	}
	const cut = Math.max(1, at);
	return [sorted.slice(0, cut), sorted.slice(cut)];
}

function average(box: readonly Cell[]): [number, number, number] {
	let [r, g, b, pixels] = [0, 0, 0, 0];
	for (const { key, count } of box) {
		r += red(key) * count;
		g += green(key) * count;
		b += blue(key) * count;
		pixels += count;
	}
	// Back from 32 levels to 256, the lowest to 0 and the highest to 255.
	const level = (sum: number) => Math.round(((pixels > 0 ? sum / pixels : 0) * 255) / 31);
	return [level(r), level(g), level(b)];
}

/** Index of the nearest palette colour for each pixel. */
export function nearest(rgba: Uint8ClampedArray, palette: readonly number[]): Uint8Array {
	const indices = new Uint8Array(rgba.length / 4);
	const known = new Int16Array(32768).fill(-1);
	for (let at = 0; at < indices.length; at++) {
		const [r, g, b] = [rgba[4 * at] as number, rgba[4 * at + 1] as number, rgba[4 * at + 2] as number];
		const key = keyOf(r, g, b);
		if ((known[key] as number) < 0) known[key] = nearestOf(r, g, b, palette);
		indices[at] = known[key] as number;
	}
	return indices;
}

function nearestOf(r: number, g: number, b: number, palette: readonly number[]): number {
	let [best, least] = [0, Number.POSITIVE_INFINITY];
	for (let at = 0; at < palette.length; at += 3) {
		const distance =
			(r - (palette[at] as number)) ** 2 +
			(g - (palette[at + 1] as number)) ** 2 +
			(b - (palette[at + 2] as number)) ** 2;
		if (distance < least) [best, least] = [at / 3, distance];
	}
	return best;
}
