import { AtelierError } from '../../models/errors';
import { readOptions } from '../../options/read';
import { type PaintOptions, paintOptions } from './options';
import type { Losses } from './types';

/** Of this layout of recipes; readers take older and newer ones as far as they understand them. */
export const recipeVersion = 1;

export type RecipeStyle =
	| {
			readonly kind: 'pack';
			readonly id: string;
			readonly title: string;
			readonly hash?: string;
			readonly weight: number;
	  }
	| { readonly kind: 'picture'; readonly name: string; readonly hash: string; readonly weight: number };

/** How a painting was made: everything that makes it again on the same device. */
export interface PaintRecipe {
	readonly app: 'Atelier';
	readonly appVersion: string;
	readonly version: number;
	readonly tab: 'paint';
	readonly created: string;
	readonly network: { readonly name: string; readonly hash: string };
	readonly backend: string;
	readonly photo: { readonly name: string; readonly hash: string; readonly width: number; readonly height: number };
	readonly styles: readonly RecipeStyle[];
	/** PNG as a data address, where the style was kept off parts of the photo. */
	readonly mask?: string;
	readonly options: PaintOptions;
	readonly evaluations: number;
	readonly seconds: number;
	readonly losses: Losses;
}

/** What is read back: everything optional but the options, which are complete and in range. */
export interface ReadRecipe {
	readonly options: PaintOptions;
	readonly styles: readonly RecipeStyle[];
	readonly network?: { readonly name: string; readonly hash: string };
	readonly photo?: { readonly name: string; readonly hash: string };
	readonly mask?: string;
	/** What was left out or changed, in sentences. */
	readonly notes: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isWeight = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

function readStyle(raw: unknown): RecipeStyle[] {
	if (!isObject(raw)) return [];
	const weight = isWeight(raw.weight) ? raw.weight : 1;
	if (raw.kind === 'pack' && isText(raw.id)) {
		const title = isText(raw.title) ? raw.title : raw.id;
		return [{ kind: 'pack', id: raw.id, title, weight, ...(isText(raw.hash) ? { hash: raw.hash } : {}) }];
	}
	if (raw.kind === 'picture' && isText(raw.hash)) {
		return [{ kind: 'picture', name: isText(raw.name) ? raw.name : 'a picture', hash: raw.hash, weight }];
	}
	return [];
}

/**
 * A recipe as far as it can be understood: a PNG may come from another version, or from anywhere.
 * @throws AtelierError `recipe-invalid` when it is no recipe for Paint at all
 */
export function readPaintRecipe(raw: unknown): ReadRecipe {
	if (!isObject(raw) || raw.app !== 'Atelier' || raw.tab !== 'paint') {
		const advice = 'Its settings cannot be restored; the picture itself can be used.';
		throw new AtelierError('recipe-invalid', `What lies in this picture is no recipe of Paint. ${advice}`);
	}
	const { options, notes } = readOptions(paintOptions, raw.options);
	const { network, photo, mask } = raw;
	const named = (value: unknown) =>
		isObject(value) && isText(value.name) && isText(value.hash) ? { name: value.name, hash: value.hash } : undefined;
	const [readNetwork, readPhoto] = [named(network), named(photo)];
	return {
		options,
		styles: Array.isArray(raw.styles) ? raw.styles.flatMap(readStyle) : [],
		notes,
		...(readNetwork && { network: readNetwork }),
		...(readPhoto && { photo: readPhoto }),
		...(isText(mask) && mask.startsWith('data:image/png;base64,') ? { mask } : {}),
	};
}

/** A line for the library: which styles, how long. */
export function describeRecipe(raw: unknown): string | undefined {
	try {
		const { styles, options } = readPaintRecipe(raw);
		const titles = styles.map((style) => (style.kind === 'pack' ? style.title : style.name)).join(' + ');
		return `${titles || 'no style'}, ${options.evaluations} steps, seed ${options.seed}`;
	} catch {
		return undefined;
	}
}
