/**
 * Conditioning augmentation (Zhang et al. 2017): maps a sentence's vector to a normal distribution of conditions. A condition
 * ends with the table of what was heard of the parts, which does not vary.
 */
import { clipByValue, concat, exp, leakyRelu, split, type Tensor2D, tidy, zerosLike } from '@tensorflow/tfjs-core';
import { applyLinear, type Linear, readLinear, type Weights } from '../weights';
import { Listener, tableSize } from './listener';
import type { StackGanShape } from './shape';

/** Length of a condition together with the table of what was heard. */
export const conditionSize = ({ condition, parts }: Pick<StackGanShape, 'condition' | 'parts'>): number =>
	condition + tableSize(parts);

export class Augmentation {
	private readonly linear: Linear;
	private readonly listener: Listener;
	private readonly shape: StackGanShape;

	/**
	 * Puts the weights on the device.
	 *
	 * @param stage each generator has its own augmentation
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor(shape: StackGanShape, weights: Weights, stage: 1 | 2) {
		this.shape = shape;
		this.linear = readLinear(weights, `stage${stage}.augmentation`, shape.text, 2 * shape.condition);
		this.listener = new Listener(shape.parts, shape.text, weights);
	}

	/** Computes means and standard deviations, [sentences, {@link conditionSize}] each. @param text [sentences, text] */
	read(text: Tensor2D): [mean: Tensor2D, sigma: Tensor2D] {
		return tidy(() => {
			const { slope, logSigma } = this.shape;
			const [mean, spread] = split(leakyRelu(applyLinear(text, this.linear), slope), 2, 1) as [Tensor2D, Tensor2D];
			const sigma = exp(clipByValue(spread, ...logSigma)) as Tensor2D;
			const table = this.listener.hear(text);
			return [concat([mean, table], 1), concat([sigma, zerosLike(table)], 1)];
		});
	}
}
