/** Types of Find's part of `window.atelier`, for scripts. */
import type { Hit, IndexEmbedding, IndexEntry } from '../../../features/find/index/types';
import type { CaptionOptions } from '../../../features/find/options';
import type { SearchMode } from '../../../features/find/state';
import type {
	AnalogyRequest,
	Caption,
	InvertRequest,
	NearWordsResult,
	NeighboursRequest,
	UnknownWord,
} from '../../../features/find/types';
import type { PlainGrid } from '../../../networks/shared/plainGrid';
import type { OnLine } from '../../automation/types';

export interface IndexFilesRequest {
	/** Path of each file that the input holds, in their order. */
	readonly paths: readonly string[];
	readonly captions: CaptionOptions;
}

export interface IndexedFile {
	readonly path: string;
	/** SHA-256 of the file, in hex; copies of one picture share it. */
	readonly hash: string;
	readonly captions: readonly Caption[];
}

export interface IndexedFiles {
	/** Undefined when no picture could be read. */
	readonly modelHash?: string;
	/** The files that could be read, in their order. */
	readonly files: readonly IndexedFile[];
	readonly unreadable: readonly { readonly path: string; readonly why: string }[];
	/** Number of pictures that were embedded now, and not known before. */
	readonly embedded: number;
}

export interface SearchRequest {
	readonly text: string;
	readonly mode: SearchMode;
	/** Options of a deep search. */
	readonly options: Omit<InvertRequest, 'words'>;
}

/** How a sentence was understood, and how its deep search ended. */
export interface AutomatedSearch {
	readonly words: readonly string[];
	readonly unknown: readonly UnknownWord[];
	/** Whether only the first words were read. */
	readonly cut: boolean;
	/** Undefined when no word is known. */
	readonly modelHash?: string;
	readonly steps?: number;
	readonly converged?: boolean;
}

/** An index entry as JSON. */
export type PlainEntry = Omit<IndexEntry, 'thumbnail' | 'embedding'> & {
	readonly embedding: Omit<IndexEmbedding, 'vector' | 'grid'> & {
		readonly vector: readonly number[];
		readonly grid?: PlainGrid | undefined;
	};
};

/** Each method takes one request, and a listener for lines of progress. */
export interface AutomatedFind {
	/** Makes a file input for `index`. @returns its selector */
	input(): Promise<string>;
	/** Adds the input's files to the page's index, and waits until all are captioned. */
	index(request: IndexFilesRequest, onLine?: OnLine): Promise<IndexedFiles>;
	/** Adds entries that are known from elsewhere. */
	restore(entries: readonly PlainEntry[]): Promise<void>;
	/** Removes entries. */
	remove(hashes: readonly string[]): Promise<void>;
	/** The index as a JSON document. */
	exportIndex(): Promise<string>;
	/** Makes a sentence the query. */
	search(request: SearchRequest, onLine?: OnLine): Promise<AutomatedSearch>;
	/** Makes a picture of the index the query. */
	similarTo(hash: string): Promise<void>;
	/** All pictures, those most like the query first. */
	rank(): Promise<readonly Hit[]>;
	nearWords(request: NeighboursRequest, onLine?: OnLine): Promise<NearWordsResult>;
	analogy(request: AnalogyRequest, onLine?: OnLine): Promise<NearWordsResult>;
}

declare module '../../automation/types' {
	interface Automation {
		readonly find: AutomatedFind;
	}
}
