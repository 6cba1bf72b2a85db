/** The captioner: encodes images and sentences to a joint space, and decodes captions from it. */
import * as tf from '@tensorflow/tfjs-core';
import { CaptionDecoder } from './captionDecoder';
import type { CaptionerShape } from './captionerShape';
import { embed } from './embedding';
import { applyImageHead, type ImageHead, makeImageHead } from './imageHead';
import { type Lstm, lstmStep, makeLstm } from './lstm';
import { meanStates } from './meanStates';
import { applyLinear, type Linear, matrixOf, readLinear, type Weights } from './weights';

export class Captioner {
	readonly decoder: CaptionDecoder;
	private readonly imageHead: ImageHead;
	/** Map to grid. */
	private readonly grid: Linear;
	/** The sentence encoder's embedding, [words, width]. */
	private readonly wordRows: tf.Tensor2D;
	private readonly encoder: Lstm;
	private readonly sentence: Linear;

	/**
	 * Puts the weights on the device.
	 *
	 * @param features length of a pooled picture: channels of the image encoder's last map
	 * @throws RangeError when a weight is missing or has another shape
	 */
	constructor(shape: CaptionerShape, words: number, features: number, weights: Weights) {
		const { pictureVector, embedding: width, attention, sentenceEncoder } = shape;
		this.imageHead = makeImageHead(shape, features, weights);
		this.grid = readLinear(weights, 'grid', features, attention.grid);
		this.decoder = new CaptionDecoder(shape, words, weights);
		this.wordRows = tf.tensor2d(matrixOf(weights, 'encoder.embedding', [words, width]), [words, width]);
		this.encoder = makeLstm(weights, 'encoder.', width, sentenceEncoder.hidden);
		this.sentence = readLinear(weights, 'encoder.output', sentenceEncoder.hidden, pictureVector);
	}

	/** Projects pooled image features [count, features] to joint vectors [count, pictureVector] of length 1. */
	encodeImage(features: tf.Tensor2D): tf.Tensor2D {
		return tf.tidy(() => unit(applyImageHead(this.imageHead, features)));
	}

	/**
	 * Projects the last maps of pictures, [pictures, height, width, features], to the grids that the decoder attends to.
	 *
	 * @returns [pictures, height * width, grid], the cells in rows from the top left
	 */
	encodeGrids(maps: tf.Tensor4D): tf.Tensor3D {
		const [pictures, height, width, features] = maps.shape;
		return tf.tidy(() => {
			const cells = applyLinear(tf.reshape<tf.Rank.R2>(maps, [-1, features]), this.grid);
			return tf.reshape<tf.Rank.R3>(cells, [pictures, height * width, -1]);
		});
	}

	/**
	 * Encodes sentences to joint vectors [sentences, pictureVector] of length 1.
	 *
	 * @param sentences word ids without special tokens; none empty
	 */
	encodeText(sentences: readonly (readonly number[])[]): tf.Tensor2D {
		return tf.tidy(() => {
			const means = meanStates(
				{
					gates: (words) => applyLinear(embed({ rows: this.wordRows }, words), this.encoder.input),
					step: (gates, before) => {
						const { h, c } = lstmStep(this.encoder, gates, before && { h: before[0], c: before[1] as tf.Tensor2D });
						return [h, c];
					},
				},
				sentences,
			);
			return unit(applyLinear(means, this.sentence));
		});
	}
}

/** Scales rows to length 1; like PyTorch's normalize, it leaves a row of zeros as it is. */
export function unit(rows: tf.Tensor2D): tf.Tensor2D {
	return tf.tidy(() => tf.div<tf.Tensor2D>(rows, tf.maximum(tf.sqrt(tf.sum(tf.square(rows), 1, true)), 1e-12)));
}
