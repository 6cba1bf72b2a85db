/** Flags of the folder that is searched, and how its pictures are added to the page's index. */
import type { Page } from 'playwright';
import { defaultCaptionOptions } from '../../src/features/find/options';
import type { FlagTable } from '../flags';
import { ask } from './ask';
import { readIndex, writeIndex } from './indexFile';
import { type Indexed, indexFiles } from './indexFiles';
import type { PictureFile } from './pictures';

export const libraryFlags = {
	library: { kind: 'text', value: 'FOLDER', required: true, help: 'Folder with the pictures, subfolders included.' },
	index: {
		kind: 'text',
		value: 'FILE',
		help: 'Index in the page’s export format. Pictures in it are not embedded again; new ones are added to it.',
	},
	top: { kind: 'number', min: 1, max: 10000, step: 1, default: 10, help: 'How many pictures to list.' },
} as const satisfies FlagTable;

interface IndexOptions {
	/** The index file. */
	readonly index?: string | undefined;
	/** SHA-256 of the networks in use: vectors of others are not read. */
	readonly modelHash: string;
	/** A picture that is in the page's index but not in the library, and not to be written. */
	readonly without?: string | undefined;
}

/** Adds the pictures that the index file knows, then those of the folder, and updates the file. */
export async function indexLibrary(
	page: Page,
	pictures: readonly PictureFile[],
	{ index, modelHash, without }: IndexOptions,
): Promise<Indexed> {
	const known = index === undefined ? [] : readIndex(index, modelHash);
	await ask(page, 'restore', known);
	const library = await indexFiles(page, pictures, defaultCaptionOptions);
	if (index !== undefined && library.embedded > 0) {
		const isKept = [...known, ...library.files].some(({ hash }) => hash === without);
		if (without !== undefined && !isKept) await ask(page, 'remove', [without]);
		writeIndex(index, await ask(page, 'exportIndex', undefined));
	}
	return library;
}
