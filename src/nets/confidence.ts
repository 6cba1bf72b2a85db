/** How sure a caption is: the calibrated probability that it names the picture's main thing. */
import { score } from './hypothesis';

/** A logistic regression on three signs, fitted on held-out pictures. */
export interface Confidence {
	/** Of the mean log-probability per word, the cosine of picture and caption, and the mean entropy of attention. */
	readonly weights: readonly [logProbability: number, cosine: number, entropy: number];
	readonly bias: number;
}

export interface CaptionSigns {
	readonly words: readonly number[];
	/** Sum over the words and the end token. */
	readonly logProbability: number;
	/** Of the picture's and the caption's joint vectors. */
	readonly cosine: number;
	/** For each word the weights of the cells, which add up to 1; empty without a grid. */
	readonly attention: readonly Float32Array[];
}

/** Returns a probability, 0 to 1. */
export function captionProbability({ weights, bias }: Confidence, signs: CaptionSigns): number {
	const [logProbability, cosine, entropy] = weights;
	const entropies = signs.attention.map(entropyOf);
	const meanEntropy = entropies.reduce((a, b) => a + b, 0) / Math.max(1, entropies.length);
	const sum = logProbability * score(signs, 1) + cosine * signs.cosine + entropy * meanEntropy + bias;
	return 1 / (1 + Math.exp(-sum));
}

/** In nats: 0 when it looks at one cell, the logarithm of their number when at all alike. */
function entropyOf(weights: Float32Array): number {
	return weights.reduce((sum, weight) => (weight > 0 ? sum - weight * Math.log(weight) : sum), 0);
}
