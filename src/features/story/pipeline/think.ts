/** Sentences to their skip-thought vectors. */
import type { SkipThought } from '../../../nets/skipThought';
import type { ThoughtVector } from '../types';
import type { EncoderFiles } from './networks';

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
): Promise<ThoughtVector[]> {
	const ids = texts.map((text) => tokeniser.encodeSentence(text));
	const order = [...ids.keys()].sort((a, b) => (ids[a]?.length ?? 0) - (ids[b]?.length ?? 0));
	const vectors: ThoughtVector[] = [];
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
