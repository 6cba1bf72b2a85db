import * as z from 'zod/mini';
import { type Envelope, openRecipe, readList, readParts, text, weight } from '../../library/recipes/envelope';
import { readOptions } from '../../options/read';
import { type ClipOptions, clipOptions } from './clips/options';
import { type PaintOptions, paintOptions } from './options';
import { isPngAddress } from './picture';
import type { Losses } from './types';

/** Version of the recipe layout; the reader accepts older and newer ones as far as it understands them. */
export const recipeVersion = 1;

const styleSchema = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('pack'),
		id: text,
		title: z.optional(text),
		hash: z.catch(z.optional(text), undefined),
		weight,
	}),
	z.object({ kind: z.literal('picture'), name: z.catch(text, 'a picture'), hash: text, weight }),
]);

const named = z.object({ name: text, hash: text });

/** The optional parts of a recipe. */
const parts = {
	network: { name: 'network', schema: named },
	photo: { name: 'photo', schema: named },
	mask: { name: 'mask', schema: z.string().check(z.refine(isPngAddress)) },
} as const;

export type RecipeStyle =
	| {
			readonly kind: 'pack';
			readonly id: string;
			readonly title: string;
			readonly hash?: string;
			readonly weight: number;
	  }
	| { readonly kind: 'picture'; readonly name: string; readonly hash: string; readonly weight: number };

/** Everything needed to make a painting again on the same device. */
export interface PaintRecipe extends Envelope<'paint'> {
	readonly network: { readonly name: string; readonly hash: string };
	readonly backend: string;
	readonly photo: { readonly name: string; readonly hash: string; readonly width: number; readonly height: number };
	readonly styles: readonly RecipeStyle[];
	/** PNG as a data address, where the style was kept off parts of the photo. */
	readonly mask?: string;
	readonly options: PaintOptions;
	/** Of a clip. */
	readonly clip?: ClipOptions;
	readonly evaluations: number;
	readonly seconds: number;
	readonly losses: Losses;
}

/** A recipe as it was read: options are complete and in range, everything else is optional. */
export interface ReadRecipe {
	readonly options: PaintOptions;
	readonly styles: readonly RecipeStyle[];
	readonly network?: { readonly name: string; readonly hash: string };
	readonly photo?: { readonly name: string; readonly hash: string };
	readonly mask?: string;
	/** Of a clip. */
	readonly clip?: ClipOptions;
	/** What was left out or changed, in sentences. */
	readonly notes: readonly string[];
}

function styleOf(style: z.output<typeof styleSchema>): RecipeStyle {
	if (style.kind === 'picture') return style;
	const { hash, title = style.id, ...rest } = style;
	return { ...rest, title, ...(hash && { hash }) };
}

/**
 * Reads a recipe as far as it can be understood: a PNG may come from another version, or from anywhere.
 * @throws AtelierError `recipe-invalid` when it is no recipe of Paint at all
 */
export function readPaintRecipe(raw: unknown): ReadRecipe {
	const recipe = openRecipe(
		'paint',
		raw,
		'This picture carries no Paint settings. You can still paint it, or use it as a style.',
	);
	const { options, notes: optionNotes } = readOptions(paintOptions, recipe.options);
	const clip = recipe.clip === undefined ? undefined : readOptions(clipOptions, recipe.clip);
	const { items, notes: styleNotes } = readList(recipe.styles, 'styles', styleSchema);
	const { parts: read, notes } = readParts(recipe, parts);
	// Paintings made before there was this option were made without it.
	const isOlder = !Object.hasOwn(Object(recipe.options), 'balance');
	return {
		options: isOlder ? { ...options, balance: false } : options,
		styles: items.map(styleOf),
		...read,
		...(clip && { clip: clip.options }),
		notes: [...optionNotes, ...(clip?.notes ?? []), ...styleNotes, ...notes],
	};
}

/** Describes a painting in one line for the library: styles, steps, seed. */
export function describeRecipe(raw: unknown): string | undefined {
	try {
		const { styles, options, clip } = readPaintRecipe(raw);
		const titles = styles.map((style) => (style.kind === 'pack' ? style.title : style.name)).join(' + ');
		const frames = clip ? `${clip.frameRate} frames a second, ` : '';
		return `${titles || 'no style'}, ${frames}${options.evaluations} steps, seed ${options.seed}`;
	} catch {
		return undefined;
	}
}
