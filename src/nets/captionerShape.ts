/** A captioner's sizes and special tokens, from its config.json. */
import type { AttentionShape } from './attention';

export interface CaptionerShape {
	/** Length of a joint vector. */
	readonly pictureVector: number;
	/**
	 * Length of a word's embedding, of which the decoder and the sentence encoder have one each. Absent in version 1: they
	 * share one, as long as a joint vector.
	 */
	readonly embedding?: number;
	readonly decoder: { readonly hidden: number };
	/** Absent in version 1, whose decoder sees the joint vector only. */
	readonly attention?: AttentionShape;
	/** The hidden layer of the image head. Absent in version 1, whose image head is linear. */
	readonly imageHead?: { readonly hidden: number };
	readonly sentenceEncoder: { readonly hidden: number };
	/** Ids of the special tokens. */
	readonly special: {
		readonly pad: number;
		readonly start: number;
		readonly end: number;
		readonly unknown: number;
	};
}
