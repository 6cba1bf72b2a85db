/** A captioner's sizes and special tokens, from its config.json. */
import type { AttentionShape } from './attention';

export interface CaptionerShape {
	/** Length of a joint vector. */
	readonly pictureVector: number;
	/** Length of a word's embedding, of which the decoder and the sentence encoder have one each. */
	readonly embedding: number;
	readonly decoder: { readonly hidden: number };
	readonly attention: AttentionShape;
	readonly imageHead: { readonly hidden: number };
	readonly sentenceEncoder: { readonly hidden: number };
	/** Ids of the special tokens. */
	readonly special: {
		readonly pad: number;
		readonly start: number;
		readonly end: number;
		readonly unknown: number;
	};
}
