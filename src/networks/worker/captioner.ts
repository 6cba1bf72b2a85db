/** The captioner's files: its configuration, vocabulary and weights. */
import { z } from 'zod';
import type { JobContext } from '../../engine/protocol';
import { sha256 as digest } from '../../models/hash';
import { check, count, sha256 } from '../../models/schemas';
import type { LoadedModel } from '../../models/types';
import { Captioner } from '../../nets/captioner';
import { matrixOf, weightOf } from '../../nets/weights';
import { functionWords } from '../shared/functionWords';
import { type NetworkFiles, onDevice, opener, unlessDamaged } from './opening';

const captionerConfig = z.object({
	architecture: z.literal('captioner'),
	version: z.literal(2),
	/** SHA-256 of the perception weights that it was trained on. */
	perception: sha256,
	/** SHA-256 of the recognition weights that it was trained on. */
	recognition: sha256,
	/** Side of the square that pictures are stretched to, px. */
	size: count,
	/** Length of a joint vector. */
	pictureVector: count,
	/** Length of a word's embedding. */
	embedding: count,
	decoder: z.object({ kind: z.literal('gru'), hidden: count }),
	/** Channels of a cell of the grid, and length of keys and queries. */
	attention: z.object({ grid: count, hidden: count }),
	imageHead: z.object({ hidden: count }),
	sentenceEncoder: z.object({ kind: z.literal('lstm'), hidden: count, pooling: z.literal('mean') }),
	/** Ids of the special tokens, the first four of the vocabulary. */
	special: z.object({ pad: z.literal(0), start: z.literal(1), end: z.literal(2), unknown: z.literal(3) }),
	/** Longest sentence that is encoded, in words. */
	maxWords: count,
	/** Cosine of a sentence and a picture below which they are not certain to belong together. */
	searchCutOff: z.number(),
	/** What a nat of likelihood adds to the cosine where matches are ranked again. */
	rerankWeight: z.number(),
	/** How sure a caption is (src/nets/confidence.ts). */
	confidence: z.object({ weights: z.tuple([z.number(), z.number(), z.number()]), bias: z.number() }),
});

const vocabularyFile = z
	.object({
		/** Special tokens first, then words in lower case. */
		words: z.array(z.string().min(1)).min(5),
		/** Each word's frequency in training. */
		counts: z.array(z.int().nonnegative()),
		/** Positions on the map of words, -1 to 1. */
		map: z.array(z.tuple([z.number(), z.number()])),
		/** Cluster of each word, from 0. */
		clusters: z.array(z.int().nonnegative()),
	})
	.refine(({ words, counts, map, clusters }) => [counts, map, clusters].every((list) => list.length === words.length), {
		error: 'its lists differ in length',
	})
	.refine(({ words }) => new Set(words).size === words.length, { error: 'a word occurs twice' });

export type CaptionerConfig = z.infer<typeof captionerConfig>;
export type VocabularyFile = z.infer<typeof vocabularyFile>;

/** How many special tokens precede the words in the vocabulary. */
export const SPECIAL_TOKENS = 4;

export interface CaptionerFiles extends NetworkFiles<CaptionerConfig> {
	readonly vocabulary: VocabularyFile;
	/** Ids by word, without the special tokens. */
	readonly ids: ReadonlyMap<string, number>;
	/** Ids of the words with a meaning of their own: a caption that says one twice says nothing more by it. */
	readonly contentWords: ReadonlySet<number>;
	/** SHA-256 over the weights of the image encoder and the captioner: only vectors of the same networks can be compared. */
	readonly modelHash: string;
}

/** Checks `captioner/config.json`. @throws AtelierError model-invalid naming the first field that is wrong */
export function parseCaptionerConfig(value: unknown): CaptionerConfig {
	return check(captionerConfig, value, "The captioner's config.json");
}

/** Checks `captioner/vocab.json`. @throws AtelierError model-invalid naming the first field that is wrong */
export function parseVocabulary(value: unknown): VocabularyFile {
	return check(vocabularyFile, value, "The captioner's vocab.json");
}

async function readCaptioner({ config: raw, documents, hash, tensors }: LoadedModel): Promise<CaptionerFiles> {
	const config = parseCaptionerConfig(raw);
	const vocabulary = parseVocabulary(documents?.get('vocab.json'));
	const ids = new Map(vocabulary.words.map((word, id) => [word, id] as const).slice(SPECIAL_TOKENS));
	const contentWords = new Set([...ids].flatMap(([word, id]) => (functionWords.has(word) ? [] : [id])));
	const modelHash = await digest(new TextEncoder().encode(config.perception + config.recognition + hash));
	return { config, vocabulary, ids, contentWords, modelHash, hash, tensors };
}

/** Opens the captioner. @throws AtelierError model-invalid when its files do not fit this version */
export const openCaptioner = opener('captioner', readCaptioner);

/** Puts the captioner on the device, where it stays. */
export function captionerOnDevice<P>(ctx: JobContext<P>, files: CaptionerFiles): Captioner {
	const { config, vocabulary, hash, tensors } = files;
	return onDevice(ctx, 'captioner', `captioner/${hash}`, () => {
		const head = 'image.linear.weight';
		const features = (tensors.get(head) ?? tensors.get(`${head}.codes`))?.shape[1] ?? 0;
		return new Captioner(config, vocabulary.words.length, features, tensors);
	});
}

/** Returns a tensor of the captioner's file that is not part of the network. @throws AtelierError model-invalid */
export function captionerTensor(
	{ tensors }: CaptionerFiles,
	name: string,
	shape: readonly [number] | readonly [number, number],
): Float32Array {
	return unlessDamaged('captioner', () =>
		shape.length === 2 ? matrixOf(tensors, name, shape) : weightOf(tensors, name, shape),
	);
}
