/** The methods and results of Find's bench in a browser. Times are medians in milliseconds unless said. */
import type { StudioBench } from './studioBench';

export interface CaptionTimes {
	/** From a picture file to its caption: decoding, perception, and beam search with beam 3. */
	readonly caption: number;
	/** The same with beam 1 and one word: in effect, decoding and perception. */
	readonly seeing: number;
	readonly text: string;
}

export interface IndexTimes {
	readonly pictures: number;
	/** Seconds for hashes, checks and thumbnails. */
	readonly intake: number;
	/** Seconds for vectors and captions. */
	readonly embedding: number;
}

export interface QueryTimes {
	readonly vectors: number;
	readonly encode: number;
	readonly search: number;
	/** Median of the sum of both in each round: what a visitor waits for while typing. */
	readonly together: number;
	/** The 50 best matches ranked again. */
	readonly rerank: number;
}

export interface InvertTimes {
	readonly sentence: string;
	readonly total: number;
	readonly steps: number;
	readonly converged: boolean;
}

/** `window.findBench` */
export interface FindBench extends StudioBench {
	caption(rounds: number): Promise<CaptionTimes>;
	/** Files for `index`, as base64. */
	addPictures(pictures: readonly { readonly name: string; readonly data: string }[]): void;
	/** Indexes the added pictures; without any, this many synthetic pictures of 192 px. */
	index(synthetic: number): Promise<IndexTimes>;
	query(vectors: number, rounds: number): Promise<QueryTimes>;
	invert(rounds: number): Promise<InvertTimes>;
}

declare global {
	interface Window {
		findBench?: FindBench;
	}
}
