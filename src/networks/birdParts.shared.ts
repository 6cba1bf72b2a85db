/** The parts of a bird that sentences give a colour to, from `scorer/config.json`. Checked without zod, because the page reads it too. */
import { AtelierError } from '../models/errors';

export interface BirdParts {
	/** The part that each noun names. */
	readonly nouns: ReadonlyMap<string, string>;
	/** The colour that each word names. */
	readonly colours: ReadonlyMap<string, string>;
}

/** The slot of the bird as a whole. */
export const wholeBird = 'body';

const isTable = (value: unknown): value is Record<string, string> =>
	typeof value === 'object' &&
	value !== null &&
	!Array.isArray(value) &&
	Object.values(value).every((name) => typeof name === 'string');

/** Checks the words in the scorer's configuration. @throws AtelierError model-invalid */
export function parseBirdParts(document: unknown): BirdParts {
	const { nouns, words } = (document ?? {}) as { readonly nouns?: unknown; readonly words?: unknown };
	if (!isTable(nouns) || !isTable(words)) {
		throw new AtelierError(
			'model-invalid',
			'The scorer’s config.json does not fit this version. Reload the page; if that does not help, the installation is broken.',
		);
	}
	return { nouns: new Map(Object.entries(nouns)), colours: new Map(Object.entries(words)) };
}
