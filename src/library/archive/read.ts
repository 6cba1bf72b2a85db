/** Reads a ZIP file: one of the library, or any other with pictures. Hostile ones cost neither memory nor time. */

import { BlobReader, type FileEntry, ZipReader } from '@zip.js/zip.js/lib/zip-core-native.js';
import { AtelierError, throwIfAborted } from '../../models/errors';
import type { ArchivedFile } from '../browse/entry';
import { isHidden, videoTypeOf } from '../intake/fileKinds';
import { quoted } from '../names';
import { type ManifestItem, manifestPath, readManifest } from './manifest';

/** More are refused: a ZIP file can claim any number of files of any size. */
const most = { files: 50_000, fileBytes: 300e6, listBytes: 100e6 };

export interface Archive {
	/** Number of files to take in. */
	readonly count: number;
	/** What of the list could not be read, in sentences. */
	readonly notes: readonly string[];
	/** The files, one after another. A file that cannot be read is an error in its place. */
	files(signal?: AbortSignal): AsyncGenerator<ReadFile | AtelierError>;
}

export interface ReadFile extends ArchivedFile {
	readonly recipe?: unknown;
}

const types: Readonly<Record<string, string>> = { md: 'text/markdown', txt: 'text/plain', gif: 'image/gif' };

/** @throws AtelierError `archive-invalid` when it is no ZIP file, is damaged or encrypted */
export async function readArchive(zip: Blob, name: string): Promise<Archive> {
	const found = new Map<string, FileEntry>();
	try {
		const reader = new ZipReader(new BlobReader(zip), { useWebWorkers: false });
		for await (const entry of reader.getEntriesGenerator()) {
			if (entry.directory || isHidden(entry.filename)) continue;
			if (found.size >= most.files) throw tooLarge(name);
			found.set(entry.filename, entry);
		}
	} catch (cause) {
		if (cause instanceof AtelierError) throw cause;
		throw new AtelierError(
			'archive-invalid',
			`${quoted(name)} is not a ZIP file, or it is damaged. Export the library again, or download the file again.`,
			{ cause },
		);
	}
	const list = found.get(manifestPath);
	const { items, notes } =
		list === undefined
			? { items: [], notes: [] }
			: readManifest(await (await blobOf(list, name, undefined, most.listBytes)).text());
	const described = new Map(items.map((item) => [item.file, item]));
	const beside = new Set(items.flatMap(({ thumbnail, film }) => [thumbnail, film]));
	const wanted = [...found].filter(([path]) => path !== manifestPath && !beside.has(path));

	async function read(path: string, entry: FileEntry, signal?: AbortSignal): Promise<ReadFile> {
		const { file: _, thumbnail, film, ...item }: Partial<ManifestItem> = described.get(path) ?? {};
		const [preview, shot] = [thumbnail, film].map((name) => (name === undefined ? undefined : found.get(name)));
		return {
			path,
			file: await blobOf(entry, path, signal),
			...(preview && { thumbnail: await blobOf(preview, path, signal) }),
			...(shot && { film: await blobOf(shot, path, signal) }),
			...Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)),
		};
	}

	return {
		count: wanted.length,
		notes,
		async *files(signal) {
			for (const [path, entry] of wanted) {
				throwIfAborted(signal);
				try {
					yield await read(path, entry, signal);
				} catch (cause) {
					throwIfAborted(signal);
					yield cause instanceof AtelierError ? cause : damaged(path, cause);
				}
			}
		},
	};
}

/** Unpacks a file, but never more than it says it has. @throws AtelierError; what the reader throws for damaged data */
async function blobOf(entry: FileEntry, path: string, signal?: AbortSignal, limit = most.fileBytes): Promise<Blob> {
	const { encrypted, uncompressedSize, filename } = entry;
	if (encrypted)
		throw new AtelierError('archive-invalid', `${quoted(path)} in the ZIP file is encrypted, so it was left out.`);
	if (uncompressedSize > limit) throw tooLarge(path);
	const parts: Uint8Array<ArrayBuffer>[] = [];
	let total = 0;
	const output = new WritableStream<Uint8Array<ArrayBuffer>>({
		write(part) {
			total += part.length;
			if (total > uncompressedSize) throw tooLarge(path);
			parts.push(part);
		},
	});
	await entry.getData(output, { checkSignature: true, ...(signal && { signal }) });
	const ending = /\.(\w+)$/.exec(filename)?.[1]?.toLowerCase() ?? '';
	return new Blob(parts, { type: types[ending] ?? videoTypeOf({ name: filename }) ?? '' });
}

const tooLarge = (name: string) =>
	new AtelierError('archive-invalid', `${quoted(name)} is larger than anything that can be taken in here.`);

const damaged = (path: string, cause: unknown) =>
	new AtelierError('archive-invalid', `${quoted(path)} in the ZIP file is damaged, so it was left out.`, { cause });
