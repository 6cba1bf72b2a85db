/** The sentence encoder, ready on the device: sentences to their skip-thought vectors. */

import type { JobContext } from '../../engine/protocol';
import type { LoadedModel, LoadProgress } from '../../models/types';
import { SkipThought } from '../../nets/skipThought';
import { Tokeniser } from '../../nets/text/tokeniser';
import type { Weights } from '../../nets/weights';
import { unlessDamaged } from './captioner';
import { parseSkipThoughtConfig, parseTokenizerFile, type SkipThoughtConfig } from './storySchemas';

/** The sentence encoder's files, without anything on the device. */
export interface EncoderFiles {
	readonly config: SkipThoughtConfig;
	readonly tokeniser: Tokeniser;
	readonly hash: string;
	readonly tensors: Weights;
}

const encoders = new WeakMap<LoadedModel, EncoderFiles>();

/** What was made of a model, made once: reading a tokeniser costs as much as writing a sentence. */
export function once<T>(made: WeakMap<LoadedModel, T>, model: LoadedModel, make: () => T): T {
	const value = made.get(model) ?? make();
	made.set(model, value);
	return value;
}

/** @throws AtelierError model-invalid when the files do not fit this version */
export async function openEncoder<P>(
	ctx: JobContext<P>,
	onProgress?: (event: LoadProgress) => void,
): Promise<EncoderFiles> {
	const model = await ctx.model('skipthought', onProgress);
	return once(encoders, model, () => {
		const config = parseSkipThoughtConfig(model.config);
		const file = parseTokenizerFile(model.documents?.get('tokenizer.json'));
		const tokeniser = unlessDamaged(model.name, () => new Tokeniser(file, config.vocabulary, config.signs));
		return { config, tokeniser, hash: model.hash, tensors: model.tensors };
	});
}

/** The encoder on the device; it stays there between jobs. */
export function encoderOnDevice<P>(ctx: JobContext<P>, { config, hash, tensors }: EncoderFiles): SkipThought {
	return unlessDamaged('skipthought', () =>
		ctx.resident(`skipthought/${hash}`, () => new SkipThought(config, tensors)),
	);
}

/** Sentences that are read side by side. */
const BATCH = 64;

/**
 * Vectors of length 1, in the order of the texts; those of like length are read together.
 *
 * @param onRead told how many are read, after each batch; a place for other work
 */
export async function think(
	encoder: SkipThought,
	{ tokeniser }: EncoderFiles,
	texts: readonly string[],
	onRead: (done: number) => Promise<void>,
): Promise<Float32Array[]> {
	const ids = texts.map((text) => tokeniser.encodeSentence(text));
	const order = [...ids.keys()].sort((a, b) => (ids[a]?.length ?? 0) - (ids[b]?.length ?? 0));
	const vectors: Float32Array[] = [];
	for (let from = 0; from < order.length; from += BATCH) {
		const batch = order.slice(from, from + BATCH);
		const read = encoder.read(batch.map((at) => ids[at] as number[]));
		const values = (await read.data()) as Float32Array;
		read.dispose();
		const width = values.length / batch.length;
		for (const [row, at] of batch.entries()) vectors[at] = values.slice(row * width, (row + 1) * width);
		await onRead(Math.min(from + BATCH, order.length));
	}
	return vectors;
}
