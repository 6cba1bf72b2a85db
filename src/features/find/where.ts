/** Names the part of a picture that the captioner looks at. */

/** Weights that are spread more evenly than this times 1 / cells look at nothing in particular. */
const PECULIAR = 1.5;

const rows = ['top', '', 'bottom'];
const columns = ['left', '', 'right'];

/**
 * Names the cell with the largest weight, such as "the top left".
 *
 * @param weights of the cells of a square grid, in rows from the top left; they add up to 1
 */
export function whereOf(weights: ArrayLike<number>): string {
	const all = Array.from(weights);
	const share = Math.max(...all);
	if (share * all.length < PECULIAR) return 'the whole picture';
	const side = Math.sqrt(all.length);
	const strongest = all.indexOf(share);
	const third = (place: number) => Math.floor((3 * (place + 0.5)) / side);
	const names = [rows[third(Math.floor(strongest / side))], columns[third(strongest % side)]].filter(Boolean);
	return names.length === 0 ? 'the centre' : `the ${names.join(' ')}`;
}
