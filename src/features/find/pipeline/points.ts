/** Converts vectors and words from the page to the networks' inputs. */
import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { AtelierError } from '../../../models/errors';
import type { CaptionerFiles } from '../../../networks/worker/captioner';
import type { JointVector } from '../types';

/**
 * Stacks vectors into a matrix.
 *
 * @returns [points, pictureVector]
 * @throws AtelierError option-invalid when a vector has another width, so that other networks made it, or is not finite
 */
export function asPoints({ config }: CaptionerFiles, vectors: readonly JointVector[]): Tensor2D {
	const width = config.pictureVector;
	const all = new Float32Array(vectors.length * width);
	for (const [at, vector] of vectors.entries()) {
		if (vector.length !== width || !vector.every(Number.isFinite)) {
			throw new AtelierError(
				'option-invalid',
				`A picture’s vector must hold ${width} numbers. Index the pictures again with the current networks.`,
			);
		}
		all.set(vector, at * width);
	}
	return tensor2d(all, [vectors.length, width]);
}

/** Looks up the ids of words. @throws AtelierError option-invalid naming a word that is not in the vocabulary */
export function idsOf({ ids }: CaptionerFiles, words: readonly string[]): number[] {
	return words.map((word) => {
		const id = ids.get(word);
		if (id !== undefined) return id;
		throw new AtelierError('option-invalid', `The network does not know the word “${word}”. Choose another one.`);
	});
}

/** Most words that a caption can be given to begin with. */
const longestPrefix = 40;

/** Looks up the ids of a caption's first words. @throws AtelierError option-invalid for unknown words, or too many */
export function prefixIds(files: CaptionerFiles, words: readonly string[]): number[] {
	if (words.length <= longestPrefix) return idsOf(files, words);
	throw new AtelierError('option-invalid', `A caption can begin with at most ${longestPrefix} words. Leave some out.`);
}
