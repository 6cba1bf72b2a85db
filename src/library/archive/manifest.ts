/** The list in a library's ZIP file: what each of its files is, which the files themselves do not say. */
import * as z from 'zod/mini';
import { shownName } from '../names';
import { appVersion } from '../recipe';
import { readList, text } from '../recipes/envelope';

/** Where the list lies in the archive. */
export const manifestPath = 'atelier.json';

/** Version of the list's layout; the reader takes what it understands of others. */
const version = 1;

const itemSchema = z.object({
	/** Path in the archive. */
	file: text,
	/** `photo`, or the tab that made it. */
	kind: z.catch(z.optional(z.string()), undefined),
	name: z.catch(z.optional(z.pipe(text, z.transform(shownName))), undefined),
	created: z.catch(z.optional(z.number().check(z.gte(0))), undefined),
	caption: z.catch(z.optional(z.string()), undefined),
	favourite: z.catch(z.optional(z.boolean()), undefined),
	/** Path of a small picture, for texts. */
	thumbnail: z.catch(z.optional(text), undefined),
	/** Path of the film of which the file is a frame. */
	film: z.catch(z.optional(text), undefined),
	recipe: z.optional(z.unknown()),
});

export type ManifestItem = z.output<typeof itemSchema>;

export const writeManifest = (items: readonly ManifestItem[], now: Date): string =>
	JSON.stringify({ app: 'Atelier', appVersion, version, created: now.toISOString(), items }, null, '\t');

/** Reads the list as far as it can be understood; empty for a file that is no such list. */
export function readManifest(json: string): {
	readonly items: readonly ManifestItem[];
	readonly notes: readonly string[];
} {
	let raw: unknown;
	try {
		raw = JSON.parse(json);
	} catch {
		return { items: [], notes: ['The list in the ZIP file cannot be read: names and captions were left out.'] };
	}
	const items = typeof raw === 'object' && raw !== null && 'items' in raw ? raw.items : [];
	return readList(items, 'entries', itemSchema, 'ZIP file’s list');
}
