/** Finds the likeliest words of each row on the device, so that only those are read back. */
import { cast, concat, softmax, type Tensor2D, tidy, topk } from '@tensorflow/tfjs-core';

export interface Word {
	/** The word's id. */
	readonly word: number;
	/** Natural logarithm of its probability. */
	readonly logProbability: number;
}

/**
 * Returns the `count` likeliest allowed words of each row, or fewer where fewer have a probability above 0.
 *
 * @param logits [rows, words]; disposed of here
 * @param forbidden for each row, the words that it may not use; missing entries forbid nothing
 */
export async function likeliestWords(
	logits: Tensor2D,
	forbidden: readonly ReadonlySet<number>[],
	count: number,
): Promise<Word[][]> {
	const [rows, words] = logits.shape;
	// Masking on the device would upload a matrix at each step; reading a few extra words has the same effect.
	const spare = Math.max(0, ...forbidden.map(({ size }) => size));
	const k = Math.min(words, count + spare);
	const best = tidy(() => {
		// Softmax kernels are faster than log-softmax, and the likeliest words do not underflow.
		const { values, indices } = topk(softmax(logits), k);
		// Joined into one tensor, because each read-back waits for the GPU; ids are exact in float32.
		return concat<Tensor2D>([values, cast(indices, 'float32') as Tensor2D], 1);
	});
	logits.dispose();
	const read = await best.data();
	best.dispose();
	return Array.from({ length: rows }, (_, row) => {
		const from = row * 2 * k;
		return Array.from({ length: k }, (_, i) => ({
			word: read[from + k + i] as number,
			logProbability: Math.log(read[from + i] as number),
		}))
			.filter(({ word, logProbability }) => logProbability > Number.NEGATIVE_INFINITY && !forbidden[row]?.has(word))
			.slice(0, count);
	});
}
