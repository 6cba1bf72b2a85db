import { AtelierError } from '../../models/errors';
import { readOptions } from '../../options/read';
import type { GenreId, StoryOptions } from './options';
import { genres, storyOptions } from './options';
import type { ThoughtVector } from './types';
import { fromBase64 } from './vectorText';

/** Of this layout of recipes; readers take older and newer ones as far as they understand them. */
export const recipeVersion = 1;

/** What names a picture in recipes. */
export interface PictureRef {
	readonly name: string;
	/** SHA-256 of the file, hex. */
	readonly hash: string;
	readonly width: number;
	readonly height: number;
}

export type RecipeStyle =
	| { readonly kind: 'genre'; readonly id: GenreId; readonly weight: number }
	| {
			readonly kind: 'own';
			readonly name: string;
			readonly weight: number;
			/** Float32 numbers as base64: a style of one's own is in no download. */
			readonly vector: string;
			readonly encoder: string;
	  };

/** How a story was made: everything that makes it again on the same device, and the story itself. */
export interface StoryRecipe {
	readonly app: 'Atelier';
	readonly appVersion: string;
	readonly version: number;
	readonly tab: 'story';
	readonly created: string;
	readonly network: { readonly name: 'storyteller'; readonly hash: string };
	readonly backend: string;
	readonly picture: PictureRef;
	readonly styles: readonly RecipeStyle[];
	readonly options: StoryOptions;
	/** What it went on from, when it did not begin by itself. */
	readonly begin?: string;
	/** Typed into after it was written. */
	readonly edited: boolean;
	/** Absent in Markdown, where it stands in the open. */
	readonly text?: string;
}

/** When, by which network (its SHA-256) and on which backend a story was written. */
export interface RecipeOrigin {
	readonly created: string;
	readonly network: string;
	readonly backend: string;
}

/** What is read back: options are complete and in range, everything else is there as far as it makes sense. */
export interface ReadStoryRecipe {
	readonly options: StoryOptions;
	readonly styles: readonly RecipeStyle[];
	readonly picture?: PictureRef;
	readonly begin?: string;
	readonly text?: string;
	readonly edited: boolean;
	readonly origin: RecipeOrigin;
	/** What was left out or changed, in sentences. */
	readonly notes: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function readStyle(raw: unknown): RecipeStyle[] {
	if (!isObject(raw)) return [];
	const weight = isNumber(raw.weight) && raw.weight >= 0 ? raw.weight : 1;
	const genre = genres.find(({ id }) => raw.kind === 'genre' && id === raw.id);
	if (genre !== undefined) return [{ kind: 'genre', id: genre.id, weight }];
	if (raw.kind === 'own' && isText(raw.vector) && isText(raw.encoder) && vectorOf(raw.vector) !== undefined) {
		const name = isText(raw.name) ? raw.name : 'A text';
		return [{ kind: 'own', name, weight, vector: raw.vector, encoder: raw.encoder }];
	}
	return [];
}

/** Undefined when it is no row of finite numbers. */
export function vectorOf(text: string): ThoughtVector | undefined {
	const vector = fromBase64(text);
	return vector !== undefined && vector.length > 0 && vector.every(Number.isFinite) ? vector : undefined;
}

function readPicture(raw: unknown): PictureRef | undefined {
	if (!isObject(raw) || !isText(raw.hash)) return undefined;
	const [width, height] = [raw.width, raw.height].map((side) => (isNumber(side) && side > 0 ? side : 1));
	return { name: isText(raw.name) ? raw.name : 'a picture', hash: raw.hash, width: width ?? 1, height: height ?? 1 };
}

/** Whether something is meant as a story's recipe; reading it may still find nonsense inside. */
export const isStoryRecipe = (raw: unknown): boolean => isObject(raw) && raw.app === 'Atelier' && raw.tab === 'story';

/**
 * A recipe as far as it can be understood: a file may come from another version, or from anywhere.
 * @throws AtelierError `recipe-invalid` when it is no recipe of Story at all
 */
export function readStoryRecipe(raw: unknown): ReadStoryRecipe {
	if (!isObject(raw) || !isStoryRecipe(raw)) {
		const advice = 'Its settings cannot be restored.';
		throw new AtelierError('recipe-invalid', `What lies in this file is no recipe of Story. ${advice}`);
	}
	const { options, notes } = readOptions(storyOptions, raw.options);
	const picture = readPicture(raw.picture);
	const network = isObject(raw.network) && isText(raw.network.hash) ? raw.network.hash : '';
	return {
		options,
		styles: Array.isArray(raw.styles) ? raw.styles.flatMap(readStyle) : [],
		edited: raw.edited === true,
		origin: {
			created: isText(raw.created) ? raw.created : '',
			network,
			backend: isText(raw.backend) ? raw.backend : '',
		},
		notes,
		...(picture && { picture }),
		...(isText(raw.begin) && { begin: raw.begin }),
		...(isText(raw.text) && { text: raw.text }),
	};
}

export const genreLabel = (wanted: GenreId): string => genres.find(({ id }) => id === wanted)?.label ?? wanted;

/** A line for the library: which styles, which seed. */
export function describeStory(raw: unknown): string | undefined {
	if (!isStoryRecipe(raw)) return undefined;
	const { styles, options } = readStoryRecipe(raw);
	const titles = styles.map((style) => (style.kind === 'genre' ? genreLabel(style.id) : style.name)).join(' + ');
	return `${titles || 'no style'}, ${options.length}, seed ${options.seed}`;
}
