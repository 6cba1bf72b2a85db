/** Decides at which zoom level each word's label appears. Pure: needs neither the page nor text measuring. */

/** A label's box in pixels, relative to its dot, which is at `positions[index]` times the scale. */
export interface LabelBox {
	readonly width: number;
	readonly height: number;
	/** Offsets from the dot to the box's left and top edge. */
	readonly left: number;
	readonly top: number;
}

/** Labels are placed for discrete scales: level n is 2^(n / 4) pixels per unit. */
export const levelOf = (scale: number): number => Math.floor(4 * Math.log2(scale) + 1e-9);
export const scaleOf = (level: number): number => 2 ** (level / 4);

/** Size in pixels of the grid cells in which boxes look for overlaps: about a common word. */
const cellWidth = 64;
const cellHeight = 20;

/**
 * Finds the level from which each label is shown. Goes from far out to close up: labels that are shown stay (boxes keep
 * their size while the map grows, so labels that do not overlap never will), and the others are added in order wherever
 * they fit. So labels never overlap from the first level on, none disappears when one zooms in, and panning changes
 * nothing.
 *
 * @param positions x and y of each word, in order of priority: most frequent first
 * @param boxes one per word
 * @param levels farthest and closest level, inclusive
 * @param room a word may appear once the whole map has `each` square pixels for every word of a better rank, so that far
 * out the gaps are not filled with rare short words; ranks are numbers from 0 up
 * @returns a level per word; above `levels.last` for those that do not fit
 */
export function placeLabels(
	positions: ArrayLike<number>,
	boxes: readonly LabelBox[],
	levels: { readonly first: number; readonly last: number },
	room: { readonly each: number; readonly ranks: ArrayLike<number> },
): Int16Array {
	const shownFrom = new Int16Array(boxes.length).fill(levels.last + 1);
	const shown: number[] = [];
	let waiting = boxes.map((_, index) => index);
	for (let level = levels.first; level <= levels.last && waiting.length > 0; level++) {
		const scale = scaleOf(level);
		const grid = new LabelGrid(positions, boxes, scale);
		for (const index of shown) grid.put(index);
		const allowed = (2 * scale) ** 2 / room.each;
		waiting = waiting.filter((index) => {
			if (room.ranks[index]! >= allowed || !grid.isFree(index)) return true;
			grid.put(index);
			shown.push(index);
			shownFrom[index] = level;
			return false;
		});
	}
	return shownFrom;
}

/** The boxes at one scale, in a grid that finds overlaps quickly. */
class LabelGrid {
	readonly #positions: ArrayLike<number>;
	readonly #boxes: readonly LabelBox[];
	readonly #scale: number;
	readonly #cells = new Map<number, number[]>();

	constructor(positions: ArrayLike<number>, boxes: readonly LabelBox[], scale: number) {
		this.#positions = positions;
		this.#boxes = boxes;
		this.#scale = scale;
	}

	put(index: number): void {
		for (const cell of this.#cellsOf(index)) {
			const there = this.#cells.get(cell);
			if (there) there.push(index);
			else this.#cells.set(cell, [index]);
		}
	}

	isFree(index: number): boolean {
		for (const cell of this.#cellsOf(index)) {
			if (this.#cells.get(cell)?.some((other) => this.#overlap(index, other))) return false;
		}
		return true;
	}

	#left(index: number): number {
		return this.#positions[2 * index]! * this.#scale + this.#boxes[index]!.left;
	}

	#top(index: number): number {
		return this.#positions[2 * index + 1]! * this.#scale + this.#boxes[index]!.top;
	}

	#overlap(a: number, b: number): boolean {
		const [one, other] = [this.#boxes[a]!, this.#boxes[b]!];
		const across = this.#left(a) - this.#left(b);
		const down = this.#top(a) - this.#top(b);
		return across < other.width && -across < one.width && down < other.height && -down < one.height;
	}

	*#cellsOf(index: number): Generator<number> {
		const [left, top, box] = [this.#left(index), this.#top(index), this.#boxes[index]!];
		const [fromX, toX] = [Math.floor(left / cellWidth), Math.floor((left + box.width) / cellWidth)];
		const [fromY, toY] = [Math.floor(top / cellHeight), Math.floor((top + box.height) / cellHeight)];
		for (let y = fromY; y <= toY; y++) for (let x = fromX; x <= toX; x++) yield x * 0x10_0000 + y;
	}
}
