import type { AtelierError } from '../../../models/errors';
import type { IndexTools } from './preview';
import type { IndexShelf } from './shelf';
import type { IndexEntry } from './types';

export interface IntakeProgress {
	readonly done: number;
	readonly total: number;
	/** Of `done`: files that were there already, and copies of them. */
	readonly skipped: number;
	readonly paused: boolean;
}

export interface EmbeddingProgress {
	readonly done: number;
	readonly total: number;
	/** By the visitor, or after a failure: `setPaused(false)` goes on. */
	readonly paused: boolean;
}

export interface IndexState {
	/** By hash, in the order in which they came. */
	readonly entries: ReadonlyMap<string, IndexEntry>;
	/** `memory`: the browser refuses storage, everything lives until the page is closed. */
	readonly storage: 'opening' | 'kept' | 'memory';
	/** Of the networks in use, once it is known: vectors of another cannot be searched. */
	readonly modelHash?: string | undefined;
	/** While files are taken in. */
	readonly intake?: IntakeProgress | undefined;
	/** While pictures are embedded. */
	readonly embedding?: EmbeddingProgress | undefined;
}

/** What became of files that were added. */
export interface IntakeReport {
	/** Hashes of the new entries. */
	readonly added: readonly string[];
	/** The very same files were taken before. */
	readonly known: number;
	/** Other files of the same content as one that is there. */
	readonly duplicates: number;
	readonly unreadable: readonly { readonly path: string; readonly why: string }[];
}

export interface IndexOptions {
	readonly openShelf: () => Promise<IndexShelf>;
	readonly tools: IndexTools;
	/** Told once of each kind of failure, with a sentence for the visitor. */
	readonly onTrouble: (error: AtelierError) => void;
	readonly now?: () => number;
}
