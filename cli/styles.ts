/** Resolves `--style` on the command line to a built-in style or a picture file. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../scripts/build';
import { plain } from '../src/features/paint/styleSearch';
import { UsageError } from './flags';

export interface CatalogueEntry {
	readonly id: string;
	readonly title: string;
	readonly painter: string;
}

export type NamedStyle =
	| { readonly kind: 'pack'; readonly id: string; readonly title: string }
	| { readonly kind: 'picture'; readonly file: string };

const catalogueSchema = z.object({
	styles: z.array(z.object({ id: z.string(), title: z.string(), painter: z.string() })),
});

/**
 * Reads the catalogue from the source tree: the studio may not have been built yet. Without styles it is empty.
 * @param folder what is served from `/`
 */
export function readCatalogue(folder = join(root, 'public')): CatalogueEntry[] {
	const file = join(folder, 'models', 'styles', 'config.json');
	return existsSync(file) ? catalogueSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).styles : [];
}

/**
 * Tries in this order: an id or title, an existing file, part of a single title.
 * @throws UsageError listing the built-in styles, or those that the text could mean
 */
export function resolveStyle(text: string, catalogue: readonly CatalogueEntry[]): NamedStyle {
	const wanted = plain(text);
	const pack = ({ id, title }: CatalogueEntry): NamedStyle => ({ kind: 'pack', id, title });
	const exact = catalogue.find((style) => style.id === text || plain(style.title) === wanted);
	if (exact !== undefined) return pack(exact);
	if (existsSync(text)) return { kind: 'picture', file: text };
	const near = wanted === '' ? [] : catalogue.filter((style) => plain(style.title).includes(wanted));
	const [only] = near;
	if (only !== undefined && near.length === 1) return pack(only);
	const list = (styles: readonly CatalogueEntry[]) => styles.map(({ title }) => title).join('; ');
	throw new UsageError(
		near.length > 1
			? `--style "${text}" could be several: ${list(near)}. Write more of the title.`
			: `--style "${text}" is neither a picture file nor a built-in style. Built in: ${list(catalogue)}.`,
	);
}
