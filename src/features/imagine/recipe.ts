import * as z from 'zod/mini';
import {
	type Envelope,
	envelopeOf,
	isRecipeOf,
	numberFrom,
	openRecipe,
	type RawRecipe,
	readParts,
} from '../../library/recipes/envelope';
import { AtelierError } from '../../models/errors';
import { largestSeed } from '../../options/declare';
import { readOptions } from '../../options/read';
import { imagineOptions } from './options';
import type { Bird, Stages } from './types';

/** Version of the recipe layout; the reader accepts older and newer ones as far as it understands them. */
export const recipeVersion = 1;

/** How a sheet was drawn. */
interface Drawing {
	readonly truncation: number;
	/** Number of birds on the sheet. */
	readonly samples: number;
	/** Number of sketches for each of them. */
	readonly bestOf: number;
	readonly stages: Stages;
	/** SHA-256 over the networks used. */
	readonly modelHash: string;
}

/** Everything needed to draw a bird again on the same device. */
export interface ImagineRecipe extends Bird, Drawing, Envelope<'imagine'> {
	readonly backend: string;
}

/** A recipe as it was read: complete and in range. */
export interface ReadImagineRecipe extends Drawing {
	readonly bird: Bird;
	/** Sentences about what was left out or changed. */
	readonly notes: readonly string[];
}

interface Made extends Drawing {
	readonly bird: Bird;
	readonly backend: string;
}

/** The recipe of one bird, drawn by stage I alone or by both. */
export function recipeOf({ bird, ...how }: Made, when: Date): ImagineRecipe {
	const { text, seed, near, towards } = bird;
	return {
		...envelopeOf('imagine', recipeVersion, when.toISOString()),
		text,
		seed,
		...(near && { near }),
		...(towards && { towards }),
		...how,
	};
}

/** What of a recipe determines the picture. */
const pictured = ['text', 'seed', 'near', 'towards', 'truncation', 'stages', 'backend', 'modelHash'] as const;

/** Whether something is the recipe of the same picture, made earlier or on another sheet. */
export function drawsSame(raw: unknown, recipe: ImagineRecipe): boolean {
	if (!isImagineRecipe(raw)) return false;
	const of = (one: RawRecipe) => JSON.stringify(pictured.map((name) => one[name]));
	return of(raw as RawRecipe) === of({ ...recipe });
}

const seed = z.int().check(z.gte(0), z.lte(largestSeed));
const share = numberFrom(0, 1);
const sentence = z.string().check(z.refine((text) => text.trim() !== ''));

/** The optional parts of a recipe. */
const parts = {
	near: {
		name: 'variation of another bird',
		schema: z.array(z.object({ seed, distance: share })).check(z.minLength(1)),
	},
	towards: {
		name: 'blend with another sentence',
		schema: z.object({ text: sentence, share, seed: z.catch(z.optional(seed), undefined) }),
	},
	stages: { name: 'number of stages', schema: z.literal([1, 2]) },
	modelHash: { name: 'networks', schema: z.string() },
} as const;

/** Whether something is meant as a bird's recipe; its parts may still be unreadable. */
export const isImagineRecipe = (raw: unknown): boolean => isRecipeOf('imagine', raw);

/**
 * Reads a recipe as far as it can be understood: a file may come from another version, or from anywhere.
 * @throws AtelierError `recipe-invalid` when it is no recipe of Imagine at all, or has no sentence
 */
export function readImagineRecipe(raw: unknown): ReadImagineRecipe {
	const recipe = openRecipe(
		'imagine',
		raw,
		'This file carries no Imagine settings. Choose a bird that was drawn here.',
	);
	const text = sentence.safeParse(recipe.text);
	if (!text.success) {
		throw new AtelierError(
			'recipe-invalid',
			'The recipe in this file has no sentence, so its bird cannot be drawn again.',
		);
	}
	const { options, notes: optionNotes } = readOptions(imagineOptions, pick(recipe, Object.keys(imagineOptions)));
	const { parts: read, notes } = readParts(recipe, parts);
	const { near, towards, stages = 2, modelHash = '' } = read;
	return {
		bird: {
			text: text.data,
			seed: options.seed,
			...(near && { near }),
			...(towards && { towards: without(towards) }),
		},
		truncation: options.truncation,
		samples: options.samples,
		bestOf: options.bestOf,
		stages,
		modelHash,
		notes: [...optionNotes, ...notes],
	};
}

const pick = (recipe: RawRecipe, names: readonly string[]) =>
	Object.fromEntries(names.map((name) => [name, recipe[name]]));

const without = ({ seed, ...towards }: z.output<typeof parts.towards.schema>) => ({
	...towards,
	...(seed !== undefined && { seed }),
});

/** Describes a bird in one line for the library: stage, seed, variation, blend. */
export function describeBird(raw: unknown): string | undefined {
	if (!isImagineRecipe(raw)) return undefined;
	try {
		const { bird, stages } = readImagineRecipe(raw);
		const parts = [
			stages === 1 ? 'sketch' : undefined,
			`seed ${bird.seed}`,
			bird.near && `variation ${bird.near.map(({ distance }) => distance).join(' and ')}`,
			bird.towards && `${Math.round(100 * bird.towards.share)} % towards “${bird.towards.text}”`,
		];
		return parts.filter(Boolean).join(', ');
	} catch {
		return undefined; // without a sentence: the picture is still a picture
	}
}
