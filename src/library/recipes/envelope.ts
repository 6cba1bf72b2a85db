/** The common envelope of all recipes. Parts are read separately, as a file may come from another version or program. */
import * as z from 'zod/mini';
import { AtelierError } from '../../models/errors';
import { shownName } from '../names';
import { appVersion } from '../recipe';

/** The fields that all recipes have. Older and newer layouts are read as far as possible. */
export interface Envelope<Tab extends string> {
	readonly app: 'Atelier';
	readonly appVersion: string;
	/** Version of the layout of this tab's recipes. */
	readonly version: number;
	readonly tab: Tab;
	/** ISO 8601. */
	readonly created: string;
}

export const envelopeOf = <Tab extends string>(tab: Tab, version: number, created: string): Envelope<Tab> => ({
	app: 'Atelier',
	appVersion,
	version,
	tab,
	created,
});

export type RawRecipe = Readonly<Record<string, unknown>>;

const opened = (tab: string) => z.looseObject({ app: z.literal('Atelier'), tab: z.literal(tab) });

/** Whether a value claims to be a recipe of this tab; its parts may still be unreadable. */
export const isRecipeOf = (tab: string, raw: unknown): raw is RawRecipe => opened(tab).safeParse(raw).success;

/**
 * @param otherwise the sentence for the visitor when it is not a recipe of this tab
 * @throws AtelierError `recipe-invalid`
 */
export function openRecipe(tab: string, raw: unknown, otherwise: string): RawRecipe {
	if (!isRecipeOf(tab, raw)) throw new AtelierError('recipe-invalid', otherwise);
	return raw;
}

/** The parts of a recipe by their keys; `name` is a part's name in notes. */
export type Parts = Readonly<Record<string, { readonly name: string; readonly schema: z.ZodMiniType }>>;

export interface ReadParts<P extends Parts> {
	/** The parts that the recipe has and that are valid. */
	readonly parts: { readonly [K in keyof P]?: z.output<P[K]['schema']> };
	/** What was left out, in sentences for the visitor. */
	readonly notes: readonly string[];
}

/** Reads each part separately, so that an invalid one does not affect the others. */
export function readParts<P extends Parts>(raw: RawRecipe, wanted: P): ReadParts<P> {
	const parts: Record<string, unknown> = {};
	const notes: string[] = [];
	for (const [key, { name, schema }] of Object.entries(wanted)) {
		if (!Object.hasOwn(raw, key) || raw[key] === undefined) continue;
		const { success, data } = schema.safeParse(raw[key]);
		if (success) parts[key] = data;
		else notes.push(`The recipe’s ${name} could not be read, so it was left out.`);
	}
	return { parts: parts as ReadParts<P>['parts'], notes };
}

/**
 * Reads the items of a list separately.
 * @param name the items' name in notes, in the plural
 * @param place what they are in, in notes
 */
export function readList<S extends z.ZodMiniType>(
	raw: unknown,
	name: string,
	schema: S,
	place = 'recipe',
): { readonly items: readonly z.output<S>[]; readonly notes: readonly string[] } {
	if (raw === undefined) return { items: [], notes: [] };
	const list = Array.isArray(raw) ? raw : [raw];
	const read = list.map((item) => schema.safeParse(item));
	const items = read.flatMap((result) => (result.success ? [result.data] : []));
	const lost = read.length - items.length;
	if (lost === 0) return { items, notes: [] };
	const how =
		items.length === 0
			? `The ${name} in the ${place} cannot be read and were`
			: `${lost} of the ${list.length} ${name} in the ${place} cannot be read and ${lost === 1 ? 'was' : 'were'}`;
	return { items, notes: [`${how} left out.`] };
}

/** A non-empty name, identifier or hash, as it can be shown. */
export const text = z.pipe(z.string().check(z.minLength(1)), z.transform(shownName));

/** A weight of 0 or more; 1 where there is none. */
export const weight = z.catch(z.number().check(z.gte(0)), 1);

/** A number of at least `min` and at most `max`. */
export const numberFrom = (min: number, max: number) => z.number().check(z.gte(min), z.lte(max));
