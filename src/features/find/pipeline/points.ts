/** Points of the joint space and words, as the page gives them, to what the network takes. */
import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { AtelierError } from '../../../models/errors';
import type { CaptionerFiles } from '../../../networks/worker/captioner';
import type { JointVector } from '../types';

/**
 * [points, pictureVector].
 *
 * @throws AtelierError option-invalid when a vector was not made by these networks
 */
export function asPoints({ config }: CaptionerFiles, vectors: readonly JointVector[]): Tensor2D {
	const width = config.pictureVector;
	const all = new Float32Array(vectors.length * width);
	for (const [at, vector] of vectors.entries()) {
		if (vector.length !== width || !vector.every(Number.isFinite)) {
			throw new AtelierError(
				'option-invalid',
				`A picture's vector must hold ${width} numbers. Index the pictures again, with the networks of today.`,
			);
		}
		all.set(vector, at * width);
	}
	return tensor2d(all, [vectors.length, width]);
}

/** Ids of known words. @throws AtelierError option-invalid naming one that the network does not know */
export function idsOf({ ids }: CaptionerFiles, words: readonly string[]): number[] {
	return words.map((word) => {
		const id = ids.get(word);
		if (id !== undefined) return id;
		throw new AtelierError('option-invalid', `The network does not know the word "${word}". Choose another one.`);
	});
}

/** Words of a caption that are taken as said already. */
const longestPrefix = 40;

/** @throws AtelierError option-invalid when a word is unknown or there are too many */
export function prefixIds(files: CaptionerFiles, words: readonly string[]): number[] {
	if (words.length <= longestPrefix) return idsOf(files, words);
	throw new AtelierError('option-invalid', `A caption can begin with ${longestPrefix} words at most. Leave some out.`);
}
