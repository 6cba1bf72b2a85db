/** A gated recurrent unit as PyTorch's nn.GRU has it: gates in the order r, z, n, one state a row. */
import { add, mul, sigmoid, slice, split, sub, type Tensor2D, tanh, tidy } from '@tensorflow/tfjs-core';
import { applyLinear, type Linear, makeLinear, matrixOf, type Weights, weightOf } from './weights';

export interface Gru {
	readonly hidden: number;
	/** From an input to the gates, [inputs, 3 * hidden]. */
	readonly input: Linear;
	/** From a state to the gates, [hidden, 3 * hidden]. */
	readonly state: Linear;
}

/**
 * Puts a cell on the device.
 *
 * @param prefix what stands before weight_ih, weight_hh, bias_ih and bias_hh in the names
 * @throws RangeError when a weight is missing or has another shape
 */
export function makeGru(weights: Weights, prefix: string, inputs: number, hidden: number): Gru {
	const part = (kind: 'ih' | 'hh', size: number) =>
		makeLinear(
			matrixOf(weights, `${prefix}weight_${kind}`, [3 * hidden, size]),
			weightOf(weights, `${prefix}bias_${kind}`, [3 * hidden]),
		);
	return { hidden, input: part('ih', inputs), state: part('hh', hidden) };
}

/**
 * The next states.
 *
 * n = tanh(Wx + b + r * (Wh + b')), h' = (1 - z) * n + z * h.
 *
 * @param gates the inputs' part of the gates, `applyLinear(x, gru.input)`, [rows, 3 * hidden]
 * @param h [rows, hidden]
 */
export function gruStep({ hidden, state }: Gru, gates: Tensor2D, h: Tensor2D): Tensor2D {
	return tidy(() => {
		const own = applyLinear(h, state);
		const opening = sigmoid(add(slice(gates, [0, 0], [-1, 2 * hidden]), slice(own, [0, 0], [-1, 2 * hidden])));
		const [r, z] = split(opening, 2, 1) as [Tensor2D, Tensor2D];
		const n = tanh(add(slice(gates, [0, 2 * hidden]), mul(r, slice(own, [0, 2 * hidden]))));
		return add<Tensor2D>(n, mul(z, sub(h, n)));
	});
}
