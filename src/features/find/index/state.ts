import type { Preview } from '../../../library/intake/tools';
import type { AtelierError } from '../../../models/errors';
import type { Database, StorageState } from '../../../storage/types';
import type { IndexStores } from './stores';
import type { IndexEntry } from './types';

/** Progress of reading files, or of captioning. */
export interface IndexProgress {
	readonly done: number;
	readonly total: number;
	/** Paused by the visitor, or after a failure; `setPaused(false)` resumes. */
	readonly paused: boolean;
}

export interface IndexState {
	/** By hash, in the order in which they were added. */
	readonly entries: ReadonlyMap<string, IndexEntry>;
	readonly storage: StorageState;
	/** SHA-256 of the networks in use, once known: vectors of other networks cannot be compared with theirs. */
	readonly modelHash?: string | undefined;
	/** Present while dropped folders are being searched for pictures, or the samples downloaded. */
	readonly listing?: boolean | undefined;
	/** Present while files are being read. */
	readonly intake?: IndexProgress | undefined;
	/** Present while pictures are being captioned. */
	readonly embedding?: IndexProgress | undefined;
	/** Why the captioning stopped, until it is resumed or stopped. */
	readonly failure?: AtelierError | undefined;
}

/** What adding files did. */
export interface IntakeReport {
	/** Hashes of the new entries. */
	readonly added: readonly string[];
	/** Number of files that had been added before. */
	readonly known: number;
	/** Number of files with the same content as another one in the index. */
	readonly duplicates: number;
	readonly unreadable: readonly { readonly path: string; readonly why: string }[];
	/** The hash of each readable file, by its path. */
	readonly hashes: ReadonlyMap<string, string>;
}

/** The browser's picture functions, so that the index can be tested without a browser. */
export interface IndexTools {
	/** Identifies a file's content by a small part of it. */
	sample(file: Blob): Promise<string>;
	/** SHA-256 of a file, in hex. @throws AbortError */
	hash(file: Blob, signal?: AbortSignal): Promise<string>;
	/** @throws AtelierError picture-* with a sentence that names the file and says what to do; AbortError */
	preview(file: Blob, name: string, signal?: AbortSignal): Promise<Preview>;
}

export interface IndexOptions {
	readonly database: Database<IndexStores>;
	/** Draws the library's pictures. */
	readonly preview: IndexTools['preview'];
	/** Called once for each kind of storage failure, with a sentence for the visitor. */
	readonly onTrouble: (error: AtelierError) => void;
	readonly now?: () => number;
}
