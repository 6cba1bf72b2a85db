/** Weights as a model's file has them, and how they are put on the device. */
import { fused, type Tensor1D, type Tensor2D, tensor1d, tensor2d } from '@tensorflow/tfjs-core';

/** Weights by name, in PyTorch's layouts. */
export type Weights = ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>;

/**
 * The numbers of one weight.
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
 * The numbers of a matrix that is stored as it is, as NAME, or as 8-bit codes with a scale a row, as NAME.codes and
 * NAME.scale: (code - 128) * scale.
 *
 * @param shape [rows, columns]
 * @returns row by row
 * @throws RangeError naming what is missing or has another shape
 */
export function matrixOf(weights: Weights, name: string, shape: readonly [number, number]): Float32Array {
	if (!weights.has(`${name}.codes`)) return weightOf(weights, name, shape);
	const codes = weightOf(weights, `${name}.codes`, shape);
	const scales = weightOf(weights, `${name}.scale`, [shape[0]]);
	const values = new Float32Array(codes.length);
	let at = 0;
	for (const scale of scales) {
		for (const end = at + shape[1]; at < end; at++) values[at] = ((codes[at] as number) - 128) * scale;
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
 * Lays a layer out once: the WASM backend packs a right-hand matrix at its first product and finds it
 * again by its identity, but only as it lies, not transposed.
 *
 * @param weight PyTorch's layout [outputs, inputs], flat
 */
export function makeLinear(weight: Float32Array, bias: Float32Array): Linear {
	return { weight: transposed(weight, bias.length), bias: tensor1d(bias) };
}

/** [rows, inputs] to [rows, outputs]. */
export function applyLinear(x: Tensor2D, { weight, bias }: Linear): Tensor2D {
	return fused.matMul({ a: x, b: weight, bias }) as Tensor2D;
}

/** [rows, columns] numbers, flat, as a tensor [columns, rows]. */
export function transposed(values: Float32Array, rows: number): Tensor2D {
	const columns = values.length / rows;
	const turned = new Float32Array(values.length);
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++) {
			turned[column * rows + row] = values[row * columns + column] as number;
		}
	}
	return tensor2d(turned, [columns, rows]);
}
