/** The index of pictures that can be searched: what is known of each, apart from the filmstrip's own items. */

/** Where a picture came from. `shelf`: the filmstrip's photos and works. */
export type IndexSource = 'folder' | 'shelf' | 'sample';

export interface IndexEntry {
	/** SHA-256 of the file, hex: the key, so that a picture is there once. */
	readonly hash: string;
	readonly source: IndexSource;
	/** File name without its ending. */
	readonly name: string;
	/** Inside the folder that was added, with its name; for the rest the name. */
	readonly path: string;
	/** Of the original, in pixels. */
	readonly width: number;
	readonly height: number;
	/** Milliseconds since 1970. */
	readonly added: number;
	/** WebP, long side 512 at most. Gone when storage ran out: the oldest go first, vectors never. */
	readonly thumbnail?: Blob;
	/** Filled once it was embedded. */
	readonly embedding?: IndexEmbedding;
	/** The network could not read it; it is not tried again with the same model. */
	readonly failedWith?: string;
}

export interface IndexEmbedding {
	/** Of the networks that made it; with others' vectors it must be made anew. */
	readonly modelHash: string;
	/** 300 numbers of length 1. */
	readonly vector: Float32Array;
	/** Best first. */
	readonly captions: readonly {
		readonly text: string;
		readonly words: readonly string[];
		readonly logProbability: number;
	}[];
}

/** One hit of a search. */
export interface Hit {
	readonly hash: string;
	/** Cosine, -1 to 1. */
	readonly score: number;
}
