/** The sentence encoder's files, and encoding of sentences to skip-thought vectors. */
import { z } from 'zod';
import type { JobContext } from '../../engine/protocol';
import { check, count } from '../../models/schemas';
import type { LoadedModel } from '../../models/types';
import { SkipThought } from '../../nets/skipThought';
import { Tokeniser } from '../../nets/text/tokeniser';
import { matrixOf } from '../../nets/weights';
import { type NetworkFiles, onDevice, opener } from './opening';

/** Ids of the tokenizer's special tokens. */
export const specialTokens = z.object({ start: z.literal(0), capital: z.literal(1), paragraph: z.literal(2) });

const skipThoughtConfig = z.object({
	architecture: z.literal('skipthought'),
	/** Size of the tokenizer's vocabulary. */
	vocabulary: count,
	/** Length of a token's embedding. */
	embedding: count,
	encoder: z.object({ kind: z.literal('gru'), hidden: count, pooling: z.literal('mean') }),
	/** Length of a sentence's vector. */
	vector: count,
	/** Longest sentence that is encoded; tokens beyond are ignored. */
	maxTokens: count,
	specialTokens,
});

/** The parts of Hugging Face's tokenizer.json that must hold before its library reads it. */
const tokenizerFile = z.looseObject({
	model: z.looseObject({ type: z.literal('BPE') }),
	pre_tokenizer: z.looseObject({ type: z.literal('ByteLevel'), add_prefix_space: z.literal(false) }),
});

export type SkipThoughtConfig = z.infer<typeof skipThoughtConfig>;

export interface SkipThoughtFiles extends NetworkFiles<SkipThoughtConfig> {
	readonly tokeniser: Tokeniser;
	/** Maps a sentence's vector towards that of the sentence that follows it, [vector, vector], flat; older encoders have none. */
	readonly next?: Float32Array;
}

/** Checks `skipthought/config.json`. @throws AtelierError model-invalid naming the first field that is wrong */
export function parseSkipThoughtConfig(value: unknown): SkipThoughtConfig {
	return check(skipThoughtConfig, value, "The sentence encoder's config.json");
}

function readSkipThought({ config: raw, documents, hash, tensors }: LoadedModel): SkipThoughtFiles {
	const config = parseSkipThoughtConfig(raw);
	const file = check(tokenizerFile, documents?.get('tokenizer.json'), "The sentence encoder's tokenizer.json");
	const tokeniser = new Tokeniser(file, config.vocabulary, config.specialTokens);
	const hasNext = tensors.has('next.weight.codes') || tensors.has('next.weight');
	const next = hasNext ? { next: matrixOf(tensors, 'next.weight', [config.vector, config.vector]) } : {};
	return { config, tokeniser, hash, tensors, ...next };
}

/** Opens the sentence encoder. @throws AtelierError model-invalid when its files do not fit this version */
export const openSkipThought = opener('skipthought', readSkipThought);

/** Puts the sentence encoder on the device, where it stays. */
export function skipThoughtOnDevice<P>(ctx: JobContext<P>, { config, hash, tensors }: SkipThoughtFiles): SkipThought {
	return onDevice(ctx, 'skipthought', `skipthought/${hash}`, () => new SkipThought(config, tensors));
}

/** Number of sentences encoded together. */
const BATCH = 64;

/**
 * Encodes sentences to vectors of length 1, in the order given. Sentences of similar length share a batch.
 *
 * @param onBatch called after each batch with the number of sentences done; may let other jobs run
 */
export async function encodeSentences(
	encoder: SkipThought,
	{ tokeniser }: SkipThoughtFiles,
	texts: readonly string[],
	onBatch: (done: number) => Promise<void>,
): Promise<Float32Array[]> {
	const ids = texts.map((text) => tokeniser.encodeSentence(text));
	const order = [...ids.keys()].sort((a, b) => (ids[a]?.length ?? 0) - (ids[b]?.length ?? 0));
	const vectors: Float32Array[] = [];
	for (let from = 0; from < order.length; from += BATCH) {
		const batch = order.slice(from, from + BATCH);
		const encoded = encoder.encodeText(batch.map((at) => ids[at] as number[]));
		const values = (await encoded.data()) as Float32Array;
		encoded.dispose();
		const width = values.length / batch.length;
		for (const [row, at] of batch.entries()) vectors[at] = values.slice(row * width, (row + 1) * width);
		await onBatch(Math.min(from + BATCH, order.length));
	}
	return vectors;
}
