/** Writes entries of the library as a ZIP file: pictures with their recipes, stories as Markdown, and a list of all. */
import { BlobReader, BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import { throwIfAborted } from '../../models/errors';
import type { Entry } from '../browse/entry';
import { fileName } from '../save';
import { endingOf } from '../saveAs';
import { type ManifestItem, manifestPath, writeManifest } from './manifest';

export interface WriteOptions {
	readonly now: Date;
	readonly signal?: AbortSignal;
	readonly onProgress?: (done: number) => void;
}

/** Makes paths unique: two pictures may have the same name. */
function pathMaker(): (folder: string, name: string, ending: string) => string {
	const taken = new Set<string>();
	return (folder, name, ending) => {
		for (let count = 1; ; count++) {
			const path = `${folder}/${fileName(count === 1 ? name : `${name} ${count}`, ending)}`;
			if (taken.has(path)) continue;
			taken.add(path);
			return path;
		}
	};
}

/** Folder names by kind; the names of other kinds are their own. */
const folders: Readonly<Record<string, string>> = {
	photo: 'photos',
	folder: 'photos',
	paint: 'paintings',
	imagine: 'birds',
	story: 'stories',
};

/**
 * Writes one file after another, so that only one is in memory at a time.
 * @throws AbortError; what reading a picture throws
 */
export async function writeArchive(
	entries: readonly Entry[],
	{ now, signal, onProgress }: WriteOptions,
): Promise<Blob> {
	// Pictures are compressed already.
	const zip = new ZipWriter(new BlobWriter('application/zip'), { level: 0, useWebWorkers: false, lastModDate: now });
	const pathFor = pathMaker();
	const items: ManifestItem[] = [];
	const add = (path: string, file: Blob, created: number) =>
		zip.add(path, new BlobReader(file), { lastModDate: new Date(created), ...(signal && { signal }) });
	for (const [at, entry] of entries.entries()) {
		throwIfAborted(signal);
		const { kind, name, created, caption, favourite, thumbnail, film, recipe, source } = entry;
		const folder = folders[kind] ?? kind;
		const markdown = source.markdown?.(entry);
		const file = markdown === undefined ? await source.picture(entry) : new Blob([markdown], { type: 'text/markdown' });
		const path = pathFor(folder, name, markdown === undefined ? endingOf(file) : 'md');
		await add(path, file, created);
		const preview = markdown === undefined ? undefined : thumbnail;
		const previewPath = preview && pathFor(folder, name, endingOf(preview));
		if (preview && previewPath) await add(previewPath, preview, created);
		const filmPath = film && pathFor(folder, name, endingOf(film));
		if (film && filmPath) await add(filmPath, film, created);
		items.push({
			...{ file: path, kind, name, created },
			...(caption && { caption }),
			...(favourite && { favourite }),
			...(previewPath && { thumbnail: previewPath }),
			...(filmPath && { film: filmPath }),
			// A text carries its own.
			...(recipe !== undefined && markdown === undefined && { recipe }),
		});
		onProgress?.(at + 1);
	}
	await zip.add(manifestPath, new TextReader(writeManifest(items, now)));
	return zip.close();
}
