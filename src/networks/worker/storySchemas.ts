/** What the JSON files of the networks that write stories must hold. For the worker only, as schemas.ts. */
import { z } from 'zod';
import { check, count, sha256 } from '../../models/schemas';

/** Ids of the tokeniser's entries that are no text. */
const signs = z.object({ start: z.literal(0), capital: z.literal(1), paragraph: z.literal(2) });

const skipThoughtConfig = z.object({
	architecture: z.literal('skipthought'),
	/** Entries of the tokeniser. */
	vocabulary: count,
	/** Numbers of an entry's vector. */
	embedding: count,
	encoder: z.object({ kind: z.literal('gru'), hidden: count, pooling: z.literal('mean') }),
	/** Numbers of a sentence's vector. */
	vector: count,
	/** Of a sentence; what stands beyond is not read. */
	maxTokens: count,
	signs,
});

const storytellerConfig = z.object({
	architecture: z.literal('storyteller'),
	/** SHA-256 of the sentence encoder's weights, whose vectors it was trained with. */
	skipthought: sha256,
	vocabulary: count,
	embedding: count,
	decoder: z.object({ kind: z.literal('gru'), hidden: count }),
	/** Numbers of a thought vector. */
	thought: count,
	genres: z
		.array(
			z.object({
				id: z.string().min(1),
				/** How many its mean was taken over. */
				passages: count,
			}),
		)
		.min(1),
	signs,
});

const bankConfig = z.object({
	architecture: z.literal('bank'),
	/** SHA-256 of the captioner's weights that read its sentences. */
	captioner: sha256,
	count,
	/** Numbers of a sentence's point. */
	width: count,
	/** Principal directions that points are kept in. */
	directions: count,
});

/** As much of Hugging Face's tokenizer.json as is relied on before its reader takes it. */
const tokenizerFile = z.looseObject({
	model: z.looseObject({ type: z.literal('BPE') }),
	pre_tokenizer: z.looseObject({ type: z.literal('ByteLevel'), add_prefix_space: z.literal(false) }),
});

export type SkipThoughtConfig = z.infer<typeof skipThoughtConfig>;
export type StorytellerConfig = z.infer<typeof storytellerConfig>;
export type BankConfig = z.infer<typeof bankConfig>;

/** Of `skipthought/config.json`. @throws AtelierError `model-invalid` naming the first field that is wrong (so do those below) */
export function parseSkipThoughtConfig(value: unknown): SkipThoughtConfig {
	return check(skipThoughtConfig, value, "The sentence encoder's config.json");
}

/** Of `skipthought/tokenizer.json`. */
export function parseTokenizerFile(value: unknown): object {
	return check(tokenizerFile, value, "The sentence encoder's tokenizer.json");
}

/** Of `storyteller/config.json`. */
export function parseStorytellerConfig(value: unknown): StorytellerConfig {
	return check(storytellerConfig, value, "The storyteller's config.json");
}

/** Of `bank/config.json`. */
export function parseBankConfig(value: unknown): BankConfig {
	return check(bankConfig, value, "The captions' config.json");
}

/** Of `bank/bank.json`: as many sentences as `config` tells. */
export function parseBank(value: unknown, { count: wanted }: BankConfig): readonly string[] {
	const schema = z.object({ sentences: z.array(z.string().min(1)).length(wanted) });
	return check(schema, value, "The captions' bank.json").sentences;
}
