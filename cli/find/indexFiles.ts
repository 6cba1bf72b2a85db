/** Adds picture files to the page's index, which captions them. */
import { accessSync, constants } from 'node:fs';
import type { Page } from 'playwright';
import type { IndexedFile } from '../../src/app/tabs/find/automationTypes';
import type { CaptionOptions } from '../../src/features/find/options';
import { ask } from './ask';
import type { PictureFile } from './pictures';

export interface Unreadable {
	readonly file: string;
	/** Why, as a sentence. */
	readonly why: string;
}

export interface Indexed {
	/** Each file that could be read, in order; copies of one picture share its hash. */
	readonly files: readonly IndexedFile[];
	readonly unreadable: readonly Unreadable[];
	/** Number of pictures that were embedded now, and not known before. */
	readonly embedded: number;
	/** Undefined when no picture could be read. */
	readonly modelHash?: string;
}

const unopened = 'The file cannot be opened. Check that it exists and that you may read it.';

function canOpen({ path }: PictureFile): boolean {
	try {
		accessSync(path, constants.R_OK);
		return true;
	} catch {
		return false;
	}
}

/** Files that cannot be read are skipped, and reported on standard error. */
export async function indexFiles(
	page: Page,
	pictures: readonly PictureFile[],
	captions: CaptionOptions,
): Promise<Indexed> {
	const open = pictures.filter(canOpen);
	// The page reads the files itself, one by one, as it reads what a visitor chooses: none is copied here.
	const paths = open.map(({ path }) => path);
	await page.setInputFiles(await ask(page, 'input', undefined), paths, { timeout: 0 });
	const answer = await ask(page, 'index', { paths: open.map(({ file }) => file), captions });
	const why = new Map(answer.unreadable.map((one) => [one.path, one.why]));
	for (const picture of pictures) if (!open.includes(picture)) why.set(picture.file, unopened);
	const unreadable = pictures.flatMap(({ file }) => {
		const reason = why.get(file);
		return reason === undefined ? [] : [{ file, why: reason }];
	});
	for (const one of unreadable) console.error(`${one.file}: ${one.why}`);
	const { files, embedded, modelHash } = answer;
	return { files, unreadable, embedded, ...(modelHash && { modelHash }) };
}
