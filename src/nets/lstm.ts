/** An LSTM cell with the layout of PyTorch's nn.LSTM: gates in the order i, f, g, o; one state per row. */
import { add, matMul, mul, sigmoid, split, type Tensor2D, tanh, tidy } from '@tensorflow/tfjs-core';
import { type Linear, makeLinear, matrixOf, transposed, type Weights, weightOf } from './weights';

export interface Lstm {
	readonly hidden: number;
	/** Input to gates, [inputs, 4 * hidden]; its bias is the sum of PyTorch's two. */
	readonly input: Linear;
	/** State to gates, [hidden, 4 * hidden]. */
	readonly state: Tensor2D;
}

export interface LstmState {
	/** Hidden state, the cell's output, [rows, hidden]. */
	readonly h: Tensor2D;
	/** Cell state, [rows, hidden]. */
	readonly c: Tensor2D;
}

/**
 * Puts an LSTM cell on the device.
 *
 * @param prefix prefix of weight_ih, weight_hh, bias_ih and bias_hh
 * @throws RangeError when a weight is missing or has another shape
 */
export function makeLstm(weights: Weights, prefix: string, inputs: number, hidden: number): Lstm {
	const matrix = (name: string, columns: number) => matrixOf(weights, `${prefix}${name}`, [4 * hidden, columns]);
	const second = weightOf(weights, `${prefix}bias_hh`, [4 * hidden]);
	const first = weightOf(weights, `${prefix}bias_ih`, [4 * hidden]);
	const bias = first.map((value, i) => value + (second[i] as number));
	return {
		hidden,
		input: makeLinear(matrix('weight_ih', inputs), bias),
		state: transposed(matrix('weight_hh', hidden), 4 * hidden),
	};
}

/**
 * Computes the next states.
 *
 * @param gates the input's part of the gates, `applyLinear(x, lstm.input)`, [rows, 4 * hidden]
 * @param before absent: zeros
 */
export function lstmStep({ state }: Lstm, gates: Tensor2D, before?: LstmState): LstmState {
	return tidy(() => {
		const total = before ? add<Tensor2D>(gates, matMul<Tensor2D>(before.h, state)) : gates;
		const [i, f, g, o] = split(total, 4, 1) as [Tensor2D, Tensor2D, Tensor2D, Tensor2D];
		const written = mul<Tensor2D>(sigmoid(i), tanh(g));
		const c = before ? add<Tensor2D>(mul(sigmoid(f), before.c), written) : written;
		return { h: mul<Tensor2D>(sigmoid(o), tanh(c)), c };
	});
}
