/** The storyteller's files: the decoder that writes passages from thought vectors, and the genres' mean vectors. */
import { z } from 'zod';
import type { JobContext } from '../../engine/protocol';
import { check, count, sha256 } from '../../models/schemas';
import type { LoadedModel } from '../../models/types';
import { Storyteller } from '../../nets/storyteller';
import { matrixOf, type Weights, weightOf } from '../../nets/weights';
import { checkPartner, type NetworkFiles, type OnLoad, onDevice, opener } from './opening';
import { type SkipThoughtFiles, specialTokens } from './skipThought';

const names = z.array(z.string().min(1));

const storytellerConfig = z.object({
	architecture: z.literal('storyteller'),
	/** SHA-256 of the sentence encoder's weights that it was trained with. */
	skipthought: sha256,
	/** SHA-256 of the earlier encoder whose vectors it can translate. */
	earlier: sha256.optional(),
	vocabulary: count,
	embedding: count,
	decoder: z.object({ kind: z.literal('gru'), hidden: count, layers: count }),
	/** Length of a thought vector. */
	thought: count,
	/** Lengths of what the decoder is conditioned on: a story's theme, and the opening. */
	theme: count,
	opening: count,
	genres: z
		.array(
			z.object({
				id: z.string().min(1),
				/** Number of passages that its mean was computed from. */
				passages: count,
			}),
		)
		.min(1),
	specialTokens,
	/** The few names that the decoder gives to people and places. */
	cast: z.object({ female: names, male: names, surname: names, place: names }),
	/** Runs of four words that its stories have too often, in lower case. */
	stock: names,
	/** Words that are typical of each genre, in lower case. */
	lexicon: z.record(z.string(), names),
});

export type StorytellerConfig = z.infer<typeof storytellerConfig>;

type Point = readonly [x: number, y: number];

/** Captions and genres in the space of thought vectors. */
export interface StyleSpace {
	/** Mean vector of captions, the c of the style shift x - c + b. */
	readonly captions: Float32Array;
	/** Each genre's mean vector, and some of its passages projected on the plane. */
	readonly genres: ReadonlyMap<string, { readonly mean: Float32Array; readonly points: readonly Point[] }>;
	/** Projects a vector to a story's theme: basis · (vector - centre) / scale. */
	readonly theme: {
		readonly centre: Float32Array;
		/** [theme, thought], flat. */
		readonly basis: Float32Array;
		readonly scale: Float32Array;
	};
	/** The direction in which the last sentences of stories lie from those in their middle, of length 1. */
	readonly ending: Float32Array;
	/** Projects a thought vector to what the decoder knows as the opening, [opening, thought], flat. */
	readonly opening: Float32Array;
	/** Translates vectors of an earlier sentence encoder: weight · vector + bias. */
	readonly earlier?: {
		readonly encoder: string;
		/** [thought, thought], flat. */
		readonly weight: Float32Array;
		readonly bias: Float32Array;
	};
	/** The plane of the map of styles: a point and two directions. */
	readonly plane: { readonly mean: Float32Array; readonly axes: readonly [Float32Array, Float32Array] };
}

export interface StorytellerFiles extends NetworkFiles<StorytellerConfig> {
	readonly space: StyleSpace;
}

/** Checks `storyteller/config.json`. @throws AtelierError model-invalid naming the first field that is wrong */
export function parseStorytellerConfig(value: unknown): StorytellerConfig {
	return check(storytellerConfig, value, "The storyteller's config.json");
}

function readStyleSpace(
	{ thought: width, theme, opening, earlier, genres }: StorytellerConfig,
	weights: Weights,
): StyleSpace {
	const axes = weightOf(weights, 'plane.axes', [2, width]);
	return {
		captions: weightOf(weights, 'captions.mean', [width]),
		theme: {
			centre: weightOf(weights, 'theme.centre', [width]),
			basis: matrixOf(weights, 'theme.basis', [theme, width]),
			scale: weightOf(weights, 'theme.scale', [theme]),
		},
		ending: weightOf(weights, 'ending', [width]),
		opening: matrixOf(weights, 'opening.basis', [opening, width]),
		...(earlier !== undefined && {
			earlier: {
				encoder: earlier,
				weight: matrixOf(weights, 'earlier.weight', [width, width]),
				bias: weightOf(weights, 'earlier.bias', [width]),
			},
		}),
		genres: new Map(
			genres.map(({ id }) => {
				const name = `genre.${id}.places`;
				const flat = weightOf(weights, name, [weights.get(name)?.shape[0] ?? 0, 2]);
				const points = Array.from({ length: flat.length / 2 }, (_, i) => pointAt(flat, 2 * i));
				return [id, { mean: weightOf(weights, `genre.${id}.mean`, [width]), points }];
			}),
		),
		plane: {
			mean: weightOf(weights, 'plane.mean', [width]),
			axes: [axes.slice(0, width), axes.slice(width)],
		},
	};
}

const pointAt = (flat: Float32Array, i: number): Point => [flat[i] as number, flat[i + 1] as number];

const openFiles = opener('storyteller', ({ config: raw, hash, tensors }: LoadedModel): StorytellerFiles => {
	const config = parseStorytellerConfig(raw);
	return { config, space: readStyleSpace(config, tensors), hash, tensors };
});

/**
 * Opens the storyteller.
 *
 * @throws AtelierError model-invalid when its files do not fit this version,
 *   model-incompatible when it was trained with another encoder
 */
export async function openStoryteller<P>(
	ctx: JobContext<P>,
	encoder: SkipThoughtFiles,
	onProgress?: OnLoad,
): Promise<StorytellerFiles> {
	const files = await openFiles(ctx, onProgress);
	const { skipthought, vocabulary, thought } = files.config;
	const { config, hash } = encoder;
	const fits = skipthought === hash && vocabulary === config.vocabulary && thought === config.vector;
	checkPartner('storyteller', 'sentence encoder', fits);
	return files;
}

/** Puts the storyteller on the device, where it stays. */
export function storytellerOnDevice<P>(ctx: JobContext<P>, { config, hash, tensors }: StorytellerFiles): Storyteller {
	return onDevice(ctx, 'storyteller', `storyteller/${hash}`, () => new Storyteller(config, tensors));
}
