/** Types of the index of searchable pictures. */
import type { PictureGrid } from '../../../networks/shared/pictureGrid';
import type { Caption } from '../types';

/** Where a picture came from. `shelf`: the visitor's library. */
export type IndexSource = 'folder' | 'shelf' | 'sample';

export interface IndexEntry {
	/** SHA-256 of the file in hex: the key, so that no picture is in the index twice. */
	readonly hash: string;
	readonly source: IndexSource;
	/** File name without its extension. */
	readonly name: string;
	/** For source `folder`, the path from the folder that was added, its name included; otherwise the name. */
	readonly path: string;
	/** Size of the original, in pixels. */
	readonly width: number;
	readonly height: number;
	/** Milliseconds since 1970. */
	readonly added: number;
	/** WebP, at most 512 pixels on the longer side. Missing if storage was full: the oldest are deleted first, vectors never. */
	readonly thumbnail?: Blob;
	/** The file that it was added from, until the page is closed: a `File` only points to the disk. It may have changed since. */
	readonly file?: File;
	/** The visitor's own caption. */
	readonly caption?: string;
	readonly favourite?: boolean;
	/** Present once the picture is embedded. */
	readonly embedding?: IndexEmbedding;
	/** SHA-256 of the networks that could not read the picture; they are not tried again. */
	readonly failedWith?: string;
}

export interface IndexEmbedding {
	/** SHA-256 of the networks that made it; for other networks the picture is embedded again. */
	readonly modelHash: string;
	/** A unit vector of 300 numbers. */
	readonly vector: Float32Array;
	/** What the captioner attends to; absent in what earlier networks made. */
	readonly grid?: PictureGrid;
	/** Best first. */
	readonly captions: readonly Caption[];
}

/** One hit of a search. */
export interface Hit {
	readonly hash: string;
	/** Cosine similarity, -1 to 1: the picture's own, or that of its place among those ranked again. */
	readonly score: number;
}
