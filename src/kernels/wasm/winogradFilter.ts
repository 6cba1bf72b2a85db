/** Transforms filters for Winograd convolution F(4x4, 3x3) (Lavin and Gray 2015, arXiv:1509.09308). */

/** Output channels stored side by side in a transformed filter; the same as PANEL in assembly/product.ts. */
export const PANEL = 8;

/** The matrix G of the transform G g G^T, for the points 0, 1, -1, 2, -2 and infinity. */
const G = [
	[1 / 4, 0, 0],
	[-1 / 6, -1 / 6, -1 / 6],
	[-1 / 6, 1 / 6, -1 / 6],
	[1 / 24, 1 / 12, 1 / 6],
	[1 / 24, -1 / 12, 1 / 6],
	[0, 0, 1],
] as const;

/** The transform as one linear map from 9 taps to 36 values. */
const wide = G.flatMap((down) => G.map((across) => down.flatMap((d) => across.map((a) => d * a))));

/**
 * Transforms a filter.
 *
 * @param filter [3, 3, inputs, outputs]
 * @returns [36][panels][inputs][PANEL]; the last panel is padded with zeros
 */
export function transformFilter(filter: Float32Array, inputs: number, outputs: number): Float32Array {
	const panels = Math.ceil(outputs / PANEL);
	const transformed = new Float32Array(36 * panels * inputs * PANEL);
	for (const [position, taps] of wide.entries()) {
		for (let input = 0; input < inputs; input++) {
			for (let output = 0; output < outputs; output++) {
				let sum = 0;
				for (let tap = 0; tap < 9; tap++) {
					sum += (taps[tap] as number) * (filter[(tap * inputs + input) * outputs + output] as number);
				}
				const panel = Math.floor(output / PANEL);
				transformed[((position * panels + panel) * inputs + input) * PANEL + (output % PANEL)] = sum;
			}
		}
	}
	return transformed;
}
