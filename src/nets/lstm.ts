/** A long short-term memory as PyTorch's nn.LSTM has it: gates in the order i, f, g, o, one state a row. */
import { add, matMul, mul, sigmoid, split, type Tensor2D, tanh, tidy } from '@tensorflow/tfjs-core';
import { type Linear, makeLinear, transposed, type Weights, weightOf } from './weights';

export interface Lstm {
	readonly hidden: number;
	/** From an input to the gates, [inputs, 4 * hidden]; its bias is the sum of PyTorch's two. */
	readonly input: Linear;
	/** From a state to the gates, [hidden, 4 * hidden]. */
	readonly state: Tensor2D;
}

export interface LstmState {
	/** What the cell gives, [rows, hidden]. */
	readonly h: Tensor2D;
	/** What it remembers, [rows, hidden]. */
	readonly c: Tensor2D;
}

/**
 * Puts a cell on the device.
 *
 * @param prefix what stands before weight_ih, weight_hh, bias_ih and bias_hh in the names
 * @throws RangeError when a weight is missing or has another shape
 */
export function makeLstm(weights: Weights, prefix: string, inputs: number, hidden: number): Lstm {
	const of = (name: string, ...shape: number[]) => weightOf(weights, `${prefix}${name}`, shape);
	const second = of('bias_hh', 4 * hidden);
	const bias = of('bias_ih', 4 * hidden).map((first, at) => first + (second[at] as number));
	return {
		hidden,
		input: makeLinear(of('weight_ih', 4 * hidden, inputs), bias),
		state: transposed(of('weight_hh', 4 * hidden, hidden), 4 * hidden),
	};
}

/**
 * The next states.
 *
 * @param gates the inputs' part of the gates, `applyLinear(x, lstm.input)`, [rows, 4 * hidden]
 * @param before none: zeros
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
