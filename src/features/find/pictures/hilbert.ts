/** Orders the points of a map along a Hilbert curve (Hilbert 1891), so that neighbours stay close. */

/** Cells per side of the grid; the curve visits each cell once. */
const side = 1024;

/** Position of a point (-1..1 on both axes) along the curve: an integer from 0 to side² - 1. */
export function alongHilbert(x: number, y: number): number {
	const cell = (value: number) => Math.min(side - 1, Math.max(0, Math.floor(((value + 1) / 2) * side)));
	let [column, row] = [cell(x), cell(y)];
	let along = 0;
	for (let half = side / 2; half >= 1; half /= 2) {
		const right = column >= half ? 1 : 0;
		const below = row >= half ? 1 : 0;
		along += half * half * ((3 * right) ^ below);
		column %= half;
		row %= half;
		if (below === 1) continue;
		// The quarters at both ends are rotated, so that the curve enters and leaves at the right corners.
		if (right === 1) [column, row] = [half - 1 - column, half - 1 - row];
		[column, row] = [row, column];
	}
	return along;
}

/** Indices of the points, sorted along the curve: neighbours in the result are neighbours on the map. */
export function walkOrder(positions: Float32Array): readonly number[] {
	const along = Array.from({ length: positions.length / 2 }, (_, at) =>
		alongHilbert(positions[2 * at] as number, positions[2 * at + 1] as number),
	);
	return [...along.keys()].sort((a, b) => (along[a] as number) - (along[b] as number) || a - b);
}
