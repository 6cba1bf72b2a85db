/** A folder as a library to search: its flags, and its pictures embedded or taken from an index file. */
import type { Page } from 'playwright';
import { defaultCaptionOptions } from '../../src/features/find/options';
import type { FlagTable } from '../flags';
import { embedTools } from './ask';
import { type EmbeddedFiles, embedFiles } from './embedFiles';
import { readIndex, writeIndex } from './indexFile';
import type { PictureFile } from './pictures';

export const libraryFlags = {
	library: { kind: 'text', value: 'FOLDER', required: true, help: 'Where the pictures lie, in it and in its folders.' },
	index: {
		kind: 'text',
		value: 'FILE',
		help: 'An index as the page exports it: pictures that it knows are not embedded again. It is made, or completed.',
	},
	top: { kind: 'number', min: 1, max: 10000, whole: true, default: 10, help: 'How many pictures to list.' },
} as const satisfies FlagTable;

/** Embeds what the index does not know, then completes the index. @param modelHash of the query's networks */
export async function embedLibrary(
	page: Page,
	files: readonly PictureFile[],
	{ index, modelHash }: { readonly index?: string | undefined; readonly modelHash: string },
): Promise<EmbeddedFiles> {
	const before = index === undefined ? [] : readIndex(index, modelHash);
	const known = new Map(before.map((entry) => [entry.hash, entry]));
	const tools = { ...embedTools(page, defaultCaptionOptions), known: (hash: string) => known.get(hash) };
	const library = await embedFiles(files, tools);
	if (index !== undefined && library.embedded > 0) {
		await writeIndex(index, [...before, ...library.entries.values()], modelHash);
	}
	return library;
}
