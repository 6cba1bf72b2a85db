/** Reads the likeliest words of each row, and nothing else, from the device. */
import { cast, concat, softmax, type Tensor2D, tidy, topk } from '@tensorflow/tfjs-core';

export interface Word {
	/** Its id. */
	readonly word: number;
	/** Natural logarithm. */
	readonly logProbability: number;
}

/**
 * The `count` likeliest words of each row that are allowed, or fewer where no more are possible.
 *
 * @param logits [rows, words]; disposed of here
 * @param forbidden words that a row may not say; a row without any needs none
 */
export async function likeliestWords(
	logits: Tensor2D,
	forbidden: readonly ReadonlySet<number>[],
	count: number,
): Promise<Word[][]> {
	const [rows, words] = logits.shape;
	// Masking on the device would send a matrix there at each step; asking for a few words more does the same.
	const spare = Math.max(0, ...forbidden.map(({ size }) => size));
	const asked = Math.min(words, count + spare);
	const best = tidy(() => {
		// Probabilities, whose kernels are faster than those of their logarithms; of the likeliest, none is lost.
		const { values, indices } = topk(softmax(logits), asked);
		// Side by side in one tensor, because each read is a wait on a GPU; ids are exact in float32.
		return concat<Tensor2D>([values, cast(indices, 'float32') as Tensor2D], 1);
	});
	logits.dispose();
	const read = await best.data();
	best.dispose();
	return Array.from({ length: rows }, (_, row) => {
		const from = row * 2 * asked;
		return Array.from({ length: asked }, (_, at) => ({
			word: read[from + asked + at] as number,
			logProbability: Math.log(read[from + at] as number),
		}))
			.filter(({ word, logProbability }) => logProbability > Number.NEGATIVE_INFINITY && !forbidden[row]?.has(word))
			.slice(0, count);
	});
}
