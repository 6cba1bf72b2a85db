/** Which words of the map have their name written beside their dot. Pure: no page, no measuring. */

/** A label's box in pixels, from its dot. Its place is `positions[index]` times the scale. */
export interface LabelBox {
	readonly width: number;
	readonly height: number;
	/** From the dot to the box's left edge and to its top edge. */
	readonly left: number;
	readonly top: number;
}

/** Scales for which labels are placed: 2^(level / 4) pixels a unit. */
export const levelOf = (scale: number): number => Math.floor(4 * Math.log2(scale) + 1e-9);
export const scaleOf = (level: number): number => 2 ** (level / 4);

/** Length in pixels of the cells in which boxes look for their neighbours: about a common word. */
const cellWidth = 64;
const cellHeight = 20;

/**
 * The level from which on each label is shown. Level by level from far out to near, labels that stand keep standing
 * (boxes keep their size while the map grows, so what did not overlap never will), and the rest come in by their
 * order wherever they fit. So labels never overlap at any scale from the first level's on, none goes away when one
 * zooms in, and panning changes nothing.
 *
 * @param positions x and y of each word, word after word, in the order in which they claim their places: commonest first
 * @param boxes one for each word
 * @param levels from the farthest to the nearest, both included
 * @param room square pixels of the whole map for each word of a better rank before a word may be named, so that far out
 * the gaps are not filled with rare short words; ranks are any numbers from 0 up
 * @returns a level for each word; above `levels.last` for those that find no place
 */
export function placeLabels(
	positions: ArrayLike<number>,
	boxes: readonly LabelBox[],
	levels: { readonly first: number; readonly last: number },
	room: { readonly each: number; readonly ranks: ArrayLike<number> },
): Int16Array {
	const shownFrom = new Int16Array(boxes.length).fill(levels.last + 1);
	const standing: number[] = [];
	let waiting = boxes.map((_, index) => index);
	for (let level = levels.first; level <= levels.last && waiting.length > 0; level++) {
		const scale = scaleOf(level);
		const sheet = new Sheet(positions, boxes, scale);
		for (const index of standing) sheet.put(index);
		const allowed = (2 * scale) ** 2 / room.each;
		waiting = waiting.filter((index) => {
			if (room.ranks[index]! >= allowed || !sheet.isFree(index)) return true;
			sheet.put(index);
			standing.push(index);
			shownFrom[index] = level;
			return false;
		});
	}
	return shownFrom;
}

/** Boxes at one scale, found by the cells that they touch. */
class Sheet {
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
