/** Which element an arrow key leads to, by where the elements stand. */

export interface Box {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

const middle = ({ left, width }: Box): number => left + width / 2;

/** The nearest box of the row below (or above), as near as possible to the column. */
function inNextRow(boxes: readonly Box[], from: Box, isBelow: boolean): number | undefined {
	const isBeyond = ({ top, height }: Box) => (isBelow ? top >= from.top + from.height : top + height <= from.top);
	const distance = (box: Box) => Math.abs(box.top - from.top) * 1e4 + Math.abs(middle(box) - middle(from));
	let best: number | undefined;
	boxes.forEach((box, at) => {
		if (isBeyond(box) && (best === undefined || distance(box) < distance(boxes[best] as Box))) best = at;
	});
	return best;
}

/**
 * Returns the index that a key leads to; undefined when the key leads nowhere. Left and right go round.
 * @param boxes the elements in reading order
 */
export function afterKey(key: string, boxes: readonly Box[], at: number): number | undefined {
	const count = boxes.length;
	const from = boxes[at];
	if (from === undefined) return undefined;
	switch (key) {
		case 'ArrowRight':
			return (at + 1) % count;
		case 'ArrowLeft':
			return (at - 1 + count) % count;
		case 'ArrowDown':
			return inNextRow(boxes, from, true);
		case 'ArrowUp':
			return inNextRow(boxes, from, false);
		case 'Home':
			return 0;
		case 'End':
			return count - 1;
		default:
			return undefined;
	}
}
