/** What the JSON files beside the weights must hold. zod lives in the worker only: never import this from the page. */
import { z } from 'zod';
import { AtelierError } from './errors';

/** Relative, inside the models folder: a tampered index must not make the loader fetch elsewhere. */
const path = z.string().regex(/^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9][\w.-]*(?:\/[\w.-]+)*$/);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const fileEntry = z.object({ path, bytes: z.int().nonnegative(), sha256 });
const modelEntry = z.object({ version: z.string(), files: z.array(fileEntry).min(1) });
const modelIndex = z.object({ models: z.record(z.string(), modelEntry) });

const triple = z.tuple([z.number(), z.number(), z.number()]);
const colour = z.string().regex(/^#[0-9a-f]{6}$/i);
const stylesConfig = z.object({
	architecture: z.literal('styles'),
	/** SHA-256 of the perception weights that measured the packs. */
	network: sha256,
	layers: z.array(z.string()).min(1),
	scales: z.array(z.int().positive()).min(1),
	styles: z.array(
		z.object({
			id: z.string().regex(/^[a-z0-9-]+$/),
			title: z.string().min(1),
			painter: z.string(),
			year: z.string(),
			source: z.string(),
			thumbnail: path,
			file: path,
			colourMean: triple,
			colourCovariance: z.array(z.number()).length(9),
			swatches: z.array(colour),
		}),
	),
});

export const count = z.int().positive();
const captionerConfig = z.object({
	architecture: z.literal('captioner'),
	/** SHA-256 of the perception weights whose pictures it was trained with. */
	perception: sha256,
	/** Side of the square that pictures are stretched to, px. */
	size: count,
	/** Numbers of a point of the joint space, and of a word's vector. */
	pictureVector: count,
	decoder: z.object({ kind: z.literal('gru'), hidden: count }),
	sentenceEncoder: z.object({ kind: z.literal('lstm'), hidden: count, pooling: z.literal('mean') }),
	/** Ids of the words that are signs: the first four of the vocabulary. */
	special: z.object({ pad: z.literal(0), start: z.literal(1), end: z.literal(2), unknown: z.literal(3) }),
	/** Words of a sentence that are read. */
	maxWords: count,
});

const vocabulary = z
	.object({
		/** The signs first, then words, lower case. */
		words: z.array(z.string().min(1)).min(5),
		/** How often each was seen in training. */
		counts: z.array(z.int().nonnegative()),
		/** Places on the map, -1 to 1. */
		map: z.array(z.tuple([z.number(), z.number()])),
		/** 0 upwards. */
		clusters: z.array(z.int().nonnegative()),
	})
	.refine(({ words, counts, map, clusters }) => [counts, map, clusters].every((list) => list.length === words.length), {
		error: 'its lists are of unlike lengths',
	})
	.refine(({ words }) => new Set(words).size === words.length, { error: 'a word is there twice' });

export type CaptionerConfig = z.infer<typeof captionerConfig>;
/** Of `captioner/vocab.json`. */
export type VocabularyFile = z.infer<typeof vocabulary>;
export type FileEntry = z.infer<typeof fileEntry>;
export type ModelIndex = z.infer<typeof modelIndex>;
export type StylesConfig = z.infer<typeof stylesConfig>;

/** @throws AtelierError `model-invalid` naming the first field that is wrong */
export function check<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const issue = result.error.issues[0];
	const where = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
	throw new AtelierError(
		'model-invalid',
		`${file} does not fit this version of Atelier${where} (${issue?.message ?? 'unknown reason'}). Reload the page to get both anew.`,
		{ cause: result.error },
	);
}

/** @throws AtelierError `model-invalid` naming the first field that is wrong (so do those below) */
export function parseIndex(value: unknown): ModelIndex {
	return check(modelIndex, value, 'The list of models');
}

/** Of `styles/config.json`. */
export function parseStylesConfig(value: unknown): StylesConfig {
	return check(stylesConfig, value, "The styles' config.json");
}

/** Of `captioner/config.json`. */
export function parseCaptionerConfig(value: unknown): CaptionerConfig {
	return check(captionerConfig, value, "The captioner's config.json");
}

/** Of `captioner/vocab.json`. */
export function parseVocabulary(value: unknown): VocabularyFile {
	return check(vocabulary, value, "The captioner's vocab.json");
}
