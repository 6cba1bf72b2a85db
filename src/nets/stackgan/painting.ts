/** Lets each pixel attend to the parts of a bird, and adds what they are told: so a colour goes where it was said. */
import {
	add,
	matMul,
	reshape,
	slice,
	softmax,
	type Tensor1D,
	type Tensor2D,
	type Tensor3D,
	type Tensor4D,
	tensor1d,
	tidy,
} from '@tensorflow/tfjs-core';
import { applyLinear, type Linear, readLinear, type Weights, weightOf } from '../weights';
import { choicesOf } from './listener';
import { convolvePlain, type PlainConvolution, readPlainConvolution } from './plainConvolution';
import type { StackGanParts } from './shape';

export interface Painting {
	/** To one map for each slot, and one for none. */
	readonly where: PlainConvolution;
	/** From what a slot is told to the features. */
	readonly told: Linear;
	readonly bias: Tensor1D;
}

/**
 * Puts a layer on the device.
 *
 * @throws RangeError when a weight is missing or has another shape
 */
export function readPainting(weights: Weights, name: string, channels: number, parts: StackGanParts): Painting {
	return {
		where: readPlainConvolution(weights, `${name}.where`, channels, parts.slots.length + 1, { side: 1 }),
		told: readLinear(weights, `${name}.told`, choicesOf(parts), channels),
		bias: tensor1d(weightOf(weights, `${name}.bias`, [channels])),
	};
}

/**
 * Adds to features what the parts are told.
 *
 * @param x [pictures, height, width, channels]
 * @param table [pictures, slots * choices]
 */
export function paint(x: Tensor4D, table: Tensor2D, { where, told, bias }: Painting): Tensor4D {
	return tidy(() => {
		const [pictures, height, width, channels] = x.shape;
		const choices = told.weight.shape[0];
		const slots = table.shape[1] / choices;
		const attention = reshape(softmax(convolvePlain(x, where)), [pictures, height * width, slots + 1]);
		const parts = slice(attention, [0, 0, 0], [-1, -1, slots]) as Tensor3D;
		const values = reshape(applyLinear(reshape(table, [-1, choices]), told), [pictures, slots, channels]) as Tensor3D;
		const added = reshape(matMul(parts, values), [pictures, height, width, channels]);
		return add(add(x, added), bias) as Tensor4D;
	});
}
