/** A GRU cell with the layout of PyTorch's nn.GRU: gates in the order r, z, n; one state per row. */
import { add, mul, sigmoid, slice, split, sub, type Tensor2D, tanh, tidy } from '@tensorflow/tfjs-core';
import { applyLinear, type Linear, makeLinear, matrixOf, type Weights, weightOf } from './weights';

export interface Gru {
	readonly hidden: number;
	/** Input to gates, [inputs, 3 * hidden]. */
	readonly input: Linear;
	/** State to gates, [hidden, 3 * hidden]. */
	readonly state: Linear;
}

/**
 * Puts a GRU cell on the device.
 *
 * @param prefix prefix of weight_ih, weight_hh, bias_ih and bias_hh
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
 * Computes the next states: n = tanh(Wx + b + r * (Wh + b')), h' = (1 - z) * n + z * h.
 *
 * @param gates the input's part of the gates, `applyLinear(x, gru.input)`, [rows, 3 * hidden]
 * @param h [rows, hidden]
 */
export function gruStep({ hidden, state }: Gru, gates: Tensor2D, h: Tensor2D): Tensor2D {
	return tidy(() => {
		const recurrent = applyLinear(h, state);
		const both = sigmoid(add(slice(gates, [0, 0], [-1, 2 * hidden]), slice(recurrent, [0, 0], [-1, 2 * hidden])));
		const [r, z] = split(both, 2, 1) as [Tensor2D, Tensor2D];
		const n = tanh(add(slice(gates, [0, 2 * hidden]), mul(r, slice(recurrent, [0, 2 * hidden]))));
		return add<Tensor2D>(n, mul(z, sub(h, n)));
	});
}
