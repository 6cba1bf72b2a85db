/** Where a decoder looks for each word of given sentences. */
import { stack, type Tensor2D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import type { AttendingDecoder } from './captionDecoder';
import { gatherRows } from './wordModel';

/** A sentence about one of a batch of pictures. */
export interface PictureSentence {
	/** Index of the picture. */
	readonly picture: number;
	/** Word ids without special tokens. */
	readonly words: readonly number[];
}

/**
 * Computes the attention weights that the decoder has when it writes each word of some sentences.
 *
 * @param points [pictures, width]; not disposed of
 * @returns for each sentence and word the weights of the cells, which add up to 1
 */
export async function sentenceAttention(
	decoder: AttendingDecoder,
	points: Tensor2D,
	sentences: readonly PictureSentence[],
): Promise<Float32Array[][]> {
	const steps = Math.max(0, ...sentences.map(({ words }) => words.length));
	if (steps === 0) return sentences.map(() => []);
	const weights = tidy(() => {
		const pictures = sentences.map(({ picture }) => picture);
		let state = gatherRows(decoder.initialState(points), pictures);
		return stack(
			Array.from({ length: steps }, (_, at) => {
				// Sentences that have ended go on with the end token; what they attend to then is left out below.
				const before = sentences.map(({ words }) => (at === 0 ? decoder.start : (words[at - 1] ?? decoder.end)));
				const { next, weights } = decoder.attendingStep(state, tensor1d(before, 'int32'));
				state = next;
				return weights;
			}),
			1,
		);
	});
	const cells = weights.shape[2] as number;
	const read = (await weights.data()) as Float32Array;
	weights.dispose();
	return sentences.map(({ words }, row) =>
		words.map((_, at) => read.slice((row * steps + at) * cells, (row * steps + at + 1) * cells)),
	);
}
