/** Hears in a sentence's vector which part of a bird is to have which colour. */
import {
	add,
	concat,
	leakyRelu,
	mul,
	reshape,
	softmax,
	split,
	type Tensor2D,
	type Tensor3D,
	tidy,
} from '@tensorflow/tfjs-core';
import { applyLinear, type Linear, readLinear, type Weights } from '../weights';
import type { StackGanParts } from './shape';

const SLOPE = 0.2;

export class Listener {
	private readonly layers: readonly [Linear, Linear, Linear];
	private readonly parts: StackGanParts;

	/**
	 * Puts the weights on the device.
	 *
	 * @param text length of a sentence's vector
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor(parts: StackGanParts, text: number, weights: Weights) {
		const { hearing } = parts;
		this.parts = parts;
		this.layers = [
			readLinear(weights, 'listener.first', text, hearing),
			readLinear(weights, 'listener.second', hearing, hearing),
			readLinear(weights, 'listener.output', hearing, tableSize(parts)),
		];
	}

	/**
	 * Computes tables: how likely each slot has each colour or, last, any.
	 *
	 * @param text [sentences, text]
	 * @returns [sentences, slots * (colours + 1)]
	 */
	hear(text: Tensor2D): Tensor2D {
		return tidy(() => {
			const [first, second, output] = this.layers;
			const x = leakyRelu(applyLinear(leakyRelu(applyLinear(text, first), SLOPE) as Tensor2D, second), SLOPE);
			const [slots, choices] = [this.parts.slots.length, choicesOf(this.parts)];
			const logits = reshape(applyLinear(x as Tensor2D, output), [-1, slots, choices]);
			return reshape(withWhole(softmax(logits) as Tensor3D), [-1, slots * choices]);
		});
	}
}

/** The colours, and none in particular. */
export const choicesOf = ({ colours }: StackGanParts): number => colours.length + 1;

/** Numbers in a table. */
export const tableSize = (parts: StackGanParts): number => parts.slots.length * choicesOf(parts);

/** Gives parts of which nothing is said the colour of the whole bird, the last slot; but for the beak, the last but one. */
function withWhole(heard: Tensor3D): Tensor3D {
	const [, slots, choices] = heard.shape;
	const [parts, beak, whole] = split(heard, [slots - 2, 1, 1], 1) as [Tensor3D, Tensor3D, Tensor3D];
	const [colours, unsaid] = split(parts, [choices - 1, 1], 2) as [Tensor3D, Tensor3D];
	const [main, any] = split(whole, [choices - 1, 1], 2) as [Tensor3D, Tensor3D];
	const filled = concat([add(colours, mul(unsaid, main)), mul(unsaid, any)], 2);
	return concat([filled as Tensor3D, beak, whole], 1);
}
