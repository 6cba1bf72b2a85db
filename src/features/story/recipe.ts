import * as z from 'zod/mini';
import {
	type Envelope,
	isRecipeOf,
	openRecipe,
	readList,
	readParts,
	text,
	weight,
} from '../../library/recipes/envelope';
import { readOptions } from '../../options/read';
import type { GenreId, StoryOptions } from './options';
import { genres, storyOptions } from './options';
import type { ThoughtVector } from './types';
import { fromBase64 } from './vectorText';

/** Version of the layout of Story's recipes. Older and newer ones are read as far as possible. */
export const recipeVersion = 1;

/** A picture as recipes refer to it. */
export interface PictureRef {
	readonly name: string;
	/** SHA-256 of the picture's file, hex. */
	readonly hash: string;
	readonly width: number;
	readonly height: number;
}

/** In place of a story's picture when its recipe does not say which it was. */
export const unknownPicture: PictureRef = { name: 'A story', hash: '', width: 1, height: 1 };

export type RecipeStyle =
	| { readonly kind: 'genre'; readonly id: GenreId; readonly weight: number }
	| {
			readonly kind: 'own';
			readonly name: string;
			readonly weight: number;
			/** The vector of an own style, Float32 as base64: it cannot be downloaded. */
			readonly vector: string;
			readonly encoder: string;
	  };

/** Everything that recreates a story on the same device, and the story itself. */
export interface StoryRecipe extends Envelope<'story'> {
	readonly network: { readonly name: 'storyteller'; readonly hash: string };
	readonly backend: string;
	readonly picture: PictureRef;
	readonly styles: readonly RecipeStyle[];
	readonly options: StoryOptions;
	/** The existing text that the story continued, if any. */
	readonly begin?: string;
	readonly title?: string;
	/** Whether the text was edited. */
	readonly edited: boolean;
	/** The story; absent in Markdown, where it is the file's visible text. */
	readonly text?: string;
}

/** When a story was written, by which networks (SHA-256) and on which backend. */
export interface RecipeOrigin {
	readonly created: string;
	readonly network: string;
	readonly backend: string;
}

/** A recipe as read: options are complete and in range, other parts are present if they are valid. */
export interface ReadStoryRecipe {
	readonly options: StoryOptions;
	readonly styles: readonly RecipeStyle[];
	readonly picture?: PictureRef;
	readonly begin?: string;
	readonly title?: string;
	readonly text?: string;
	readonly edited: boolean;
	readonly origin: RecipeOrigin;
	/** What was left out or changed, in sentences for the visitor. */
	readonly notes: readonly string[];
}

/** Decodes a vector; undefined when it is damaged or has non-finite numbers. */
export function vectorOf(base64: string): ThoughtVector | undefined {
	const vector = fromBase64(base64);
	return vector !== undefined && vector.length > 0 && vector.every(Number.isFinite) ? vector : undefined;
}

const side = z.catch(z.number().check(z.gt(0)), 1);

const styleSchema = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('genre'), id: z.enum(genres.map(({ id }) => id)), weight }),
	z.object({
		kind: z.literal('own'),
		name: z.catch(text, 'A text'),
		weight,
		vector: z.string().check(z.refine((vector) => vectorOf(vector) !== undefined)),
		encoder: text,
	}),
]);

/** Schemas of a recipe's parts besides options and styles. */
const parts = {
	picture: {
		name: 'picture',
		schema: z.object({ name: z.catch(text, 'a picture'), hash: text, width: side, height: side }),
	},
	begin: { name: 'beginning', schema: z.string() },
	title: { name: 'title', schema: text },
	text: { name: 'text', schema: z.string() },
	edited: { name: 'mark of an edited story', schema: z.boolean() },
	network: { name: 'network', schema: z.object({ hash: z.string() }) },
	created: { name: 'date', schema: z.string() },
	backend: { name: 'backend', schema: z.string() },
} as const;

/** Whether a value claims to be a story's recipe; its parts may still be unreadable. */
export const isStoryRecipe = (raw: unknown): boolean => isRecipeOf('story', raw);

/**
 * Reads every valid part of a recipe: a file may come from another version or another program.
 * @throws AtelierError `recipe-invalid` when it is not a story's recipe
 */
export function readStoryRecipe(raw: unknown): ReadStoryRecipe {
	const recipe = openRecipe('story', raw, 'This file carries no Story settings. Choose a story that was saved here.');
	const { options, notes: optionNotes } = readOptions(storyOptions, recipe.options);
	const { items: styles, notes: styleNotes } = readList(recipe.styles, 'styles', styleSchema);
	const { parts: read, notes } = readParts(recipe, parts);
	const { picture, begin, title, text, edited = false, network, created = '', backend = '' } = read;
	return {
		options,
		styles,
		edited,
		origin: { created, network: network?.hash ?? '', backend },
		notes: [...optionNotes, ...styleNotes, ...notes],
		...(picture && { picture }),
		...(begin && { begin }),
		...(title && { title }),
		...(text && { text }),
	};
}

export const genreLabel = (wanted: GenreId): string => genres.find(({ id }) => id === wanted)?.label ?? wanted;

/** What a story is called: by its title, or by its picture's name. */
export const nameOf = ({ title, picture }: Pick<StoryRecipe, 'title' | 'picture'>): string => title ?? picture.name;

/** A short description for the library: styles, length and seed. */
export function describeStory(raw: unknown): string | undefined {
	if (!isStoryRecipe(raw)) return undefined;
	const { styles, options } = readStoryRecipe(raw);
	const titles = styles.map((style) => (style.kind === 'genre' ? genreLabel(style.id) : style.name)).join(' + ');
	return `${titles || 'no style'}, ${options.length}, seed ${options.seed}`;
}
