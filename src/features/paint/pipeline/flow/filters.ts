/** Filters of planes, whose edges are continued by their outermost pixels. */

/** Mean over a square of 2 * radius + 1 pixels a side. Takes the same time for any radius. */
export function boxMean(values: Float32Array, width: number, height: number, radius: number): Float32Array {
	const across = new Float32Array(values.length);
	for (let y = 0; y < height; y++) runningMean(values, across, y * width, 1, width, radius);
	const out = new Float32Array(values.length);
	for (let x = 0; x < width; x++) runningMean(across, out, x, width, height, radius);
	return out;
}

/** Mean over each value and its neighbours on a line of `count` values that begins at `first`. */
function runningMean(
	from: Float32Array,
	to: Float32Array,
	first: number,
	stride: number,
	count: number,
	radius: number,
): void {
	const last = first + (count - 1) * stride;
	const reach = radius * stride;
	const share = 1 / (2 * radius + 1);
	let sum = 0;
	for (let at = first - reach; at <= first + reach; at += stride)
		sum += from[Math.min(Math.max(at, first), last)] as number;
	for (let at = first; at <= last; at += stride) {
		to[at] = sum * share;
		sum += (from[Math.min(at + reach + stride, last)] as number) - (from[Math.max(at - reach, first)] as number);
	}
}

/** Median over squares of 3 by 3: removes single wrong values and keeps edges. */
export function median(values: Float32Array, width: number, height: number): Float32Array {
	const out = new Float32Array(values.length);
	const nine = new Float32Array(9);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			let count = 0;
			for (let dy = -1; dy <= 1; dy++) {
				const row = Math.min(Math.max(y + dy, 0), height - 1) * width;
				for (let dx = -1; dx <= 1; dx++) {
					const value = values[row + Math.min(Math.max(x + dx, 0), width - 1)] as number;
					// Insertion keeps the nine in order.
					let place = count++;
					while (place > 0 && (nine[place - 1] as number) > value) nine[place] = nine[--place] as number;
					nine[place] = value;
				}
			}
			out[y * width + x] = nine[4] as number;
		}
	}
	return out;
}
