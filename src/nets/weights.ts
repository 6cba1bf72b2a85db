/** Reads a model file's weights and puts them on the device. */
import { fused, type Tensor1D, type Tensor2D, tensor1d, tensor2d } from '@tensorflow/tfjs-core';

/** Weights by name, in PyTorch's layouts. */
export type Weights = ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>;

/**
 * Returns the values of one weight.
 *
 * @throws RangeError naming it, when it is missing or has another shape
 */
export function weightOf(weights: Weights, name: string, shape: readonly number[]): Float32Array {
	const found = weights.get(name);
	if (!found) throw new RangeError(`The network's file has no weights for ${name}.`);
	if (found.shape.join() !== shape.join()) {
		throw new RangeError(`The network's ${name} has the shape ${found.shape.join('x')}, not ${shape.join('x')}.`);
	}
	return found.data;
}

/**
 * Returns the values of a matrix, row by row. It is stored either as NAME, or quantised to 8 bits as NAME.codes with
 * one scale per row in NAME.scale: value = (code - 128) * scale.
 *
 * @param shape [rows, columns]
 * @throws RangeError naming the weight that is missing or has another shape
 */
export function matrixOf(weights: Weights, name: string, shape: readonly [number, number]): Float32Array {
	if (!weights.has(`${name}.codes`)) return weightOf(weights, name, shape);
	const codes = weightOf(weights, `${name}.codes`, shape);
	const scales = weightOf(weights, `${name}.scale`, [shape[0]]);
	const values = new Float32Array(codes.length);
	let i = 0;
	for (const scale of scales) {
		for (const end = i + shape[1]; i < end; i++) values[i] = ((codes[i] as number) - 128) * scale;
	}
	return values;
}

/** A linear layer, y = x * weight + bias. */
export interface Linear {
	/** [inputs, outputs] */
	readonly weight: Tensor2D;
	/** [outputs] */
	readonly bias: Tensor1D;
}

/**
 * Puts a linear layer on the device, transposed once in advance: the WASM backend packs the right-hand matrix of a
 * product and reuses it by tensor identity, but only when it is not to be transposed.
 *
 * @param weight PyTorch's layout [outputs, inputs], flat
 */
export function makeLinear(weight: Float32Array, bias: Float32Array): Linear {
	return { weight: transposed(weight, bias.length), bias: tensor1d(bias) };
}

/**
 * Puts the linear layer NAME.weight, NAME.bias on the device.
 *
 * @throws RangeError when a weight is missing or has another shape
 */
export function readLinear(weights: Weights, name: string, inputs: number, outputs: number): Linear {
	return makeLinear(
		matrixOf(weights, `${name}.weight`, [outputs, inputs]),
		weightOf(weights, `${name}.bias`, [outputs]),
	);
}

/** Applies a linear layer: [rows, inputs] to [rows, outputs]. */
export function applyLinear(x: Tensor2D, { weight, bias }: Linear): Tensor2D {
	return fused.matMul({ a: x, b: weight, bias }) as Tensor2D;
}

/** Transposes a flat matrix [rows, columns] into a tensor [columns, rows]. */
export function transposed(values: Float32Array, rows: number): Tensor2D {
	const columns = values.length / rows;
	const result = new Float32Array(values.length);
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++) {
			result[column * rows + row] = values[row * columns + column] as number;
		}
	}
	return tensor2d(result, [columns, rows]);
}
