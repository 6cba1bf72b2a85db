/** Conditioning augmentation (Zhang et al. 2017): maps a sentence's vector to a normal distribution of conditions. */
import { clipByValue, exp, leakyRelu, split, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import { applyLinear, type Linear, readLinear, type Weights } from '../weights';
import type { StackGanShape } from './shape';

export class Augmentation {
	private readonly linear: Linear;
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
	}

	/** Computes means and standard deviations, [sentences, condition] each. @param text [sentences, text] */
	read(text: Tensor2D): [mean: Tensor2D, sigma: Tensor2D] {
		return tidy(() => {
			const { slope, logSigma } = this.shape;
			const [mean, spread] = split(leakyRelu(applyLinear(text, this.linear), slope), 2, 1) as [Tensor2D, Tensor2D];
			return [mean, exp(clipByValue(spread, ...logSigma))];
		});
	}
}
