/** Requests, events and results of Find's jobs, shared by page and worker. Types only. */

import type { Job, LoadProgress } from '../../engine/protocol';
import type { PictureGrid } from '../../networks/shared/pictureGrid';
import type { CaptionOptions, InvertOptions } from './options';

/** A unit vector of 300 numbers in the joint space of pictures and sentences; the dot product is the cosine similarity. */
export type JointVector = Float32Array;

export interface Caption {
	readonly text: string;
	/** The words as they were decoded. */
	readonly words: readonly string[];
	/** Natural log-probability, summed over the words and the end token, not normalised by length. */
	readonly logProbability: number;
	/** Calibrated probability that it names the picture's main thing, 0 to 1; absent in captions of earlier networks. */
	readonly probability?: number | undefined;
}

/** A picture as the decoder is given it. */
export interface PictureInput {
	readonly vector: JointVector;
	/** What the decoder attends to; absent for a vector that no picture has, which is decoded alone. */
	readonly grid?: PictureGrid;
}

export interface EmbedRequest {
	/** Pictures of any size; each is stretched to the network's square input. */
	readonly pictures: readonly { readonly id: string; readonly picture: Blob }[];
	readonly captions: CaptionOptions;
}

export interface EmbeddedPicture extends PictureInput {
	readonly id: string;
	readonly captions: readonly Caption[];
}

export type EmbedProgress =
	| LoadProgress
	/** Sent once per picture, in the order of the request. */
	| { readonly type: 'embedded'; readonly done: number; readonly total: number; readonly picture: EmbeddedPicture }
	/** Sent for a picture that cannot be read; the job continues. */
	| { readonly type: 'unreadable'; readonly done: number; readonly total: number; readonly id: string };

export interface EmbedResult {
	/** SHA-256 over perception and captioner: vectors of other networks cannot be compared. */
	readonly modelHash: string;
}

/** A word that is not in the vocabulary, with suggestions. */
export interface UnknownWord {
	readonly word: string;
	/** Known words with a similar spelling, closest first. */
	readonly spelling: readonly string[];
	/** Known words with a related meaning (by stem, parts or synonyms), closest first. */
	readonly meaning: readonly string[];
}

export interface EncodedSentence {
	/** Undefined if no word is known. */
	readonly vector?: JointVector;
	/** The known words in their order: the first 24 at most. */
	readonly words: readonly string[];
	readonly unknown: readonly UnknownWord[];
	/** Whether words beyond the limit were ignored. */
	readonly cut: boolean;
	/** Cosine to a picture below which the two are not certain to belong together. */
	readonly cutOff: number;
	/** What a nat by which a picture makes the sentence likelier adds to the cosine, where matches are ranked again. */
	readonly rerankWeight: number;
	readonly modelHash: string;
}

/** A deep search: finds picture vectors that the decoder would caption with the words, as in activation maximisation. */
export interface InvertRequest extends InvertOptions {
	readonly words: readonly string[];
}

export interface InvertProgress {
	readonly type: 'step';
	readonly step: number;
	readonly steps: number;
	/** Negative log-likelihood per word of the best restart. */
	readonly negativeLogLikelihood: number;
	/** Prior term of the same restart. */
	readonly prior: number;
	/** Total loss per restart. */
	readonly losses: readonly number[];
}

export interface InvertResult {
	/** Unit vector: the restarts' mean, weighted by their losses. */
	readonly vector: JointVector;
	readonly steps: number;
	readonly converged: boolean;
	readonly seconds: number;
}

export interface NeighboursRequest {
	readonly word: string;
	readonly count: number;
}

/** An analogy, a is to b as c is to ?: asks for the words nearest to b - a + c, without the three inputs. */
export interface AnalogyRequest {
	readonly a: string;
	readonly b: string;
	readonly c: string;
	readonly count: number;
}

export interface NearWord {
	readonly word: string;
	/** Cosine similarity of the embeddings. */
	readonly similarity: number;
}

export type NearWordsResult =
	| { readonly found: readonly NearWord[] }
	/** Inputs that are not in the vocabulary. */
	| { readonly unknown: readonly UnknownWord[] };

/** The vocabulary, most frequent word first, with its t-SNE map. */
export interface Vocabulary {
	readonly words: readonly string[];
	/** Occurrences of each word in the training data. */
	readonly counts: readonly number[];
	/** x and y of each word, in -1..1. */
	readonly positions: Float32Array;
	/** Cluster of each word, from 0. */
	readonly clusters: readonly number[];
}

export interface MapPicturesRequest {
	readonly vectors: readonly JointVector[];
	readonly seed: number;
}

export interface MapProgress {
	readonly type: 'epoch';
	readonly epoch: number;
	readonly epochs: number;
	/** x and y of each picture, in -1..1; present every few epochs. */
	readonly positions?: Float32Array;
}

export interface MapResult {
	readonly positions: Float32Array;
}

export type FindJobs = {
	/** Long: embeds and captions pictures, batch by batch. */
	embedPictures: Job<EmbedRequest, EmbedProgress, EmbedResult>;
	/** Captions a picture; every caption begins with the words of `prefix`. */
	caption: Job<
		PictureInput & { readonly prefix?: readonly string[]; readonly options: CaptionOptions },
		LoadProgress,
		{ readonly captions: readonly Caption[] }
	>;
	/** Finds the words most likely to follow `prefix`, with their probabilities, 0 to 1. */
	nextWords: Job<
		PictureInput & { readonly prefix: readonly string[]; readonly count: number },
		LoadProgress,
		{ readonly words: readonly { readonly word: string; readonly probability: number }[] }
	>;
	/** Computes where the decoder looks for each word of a caption: the weights of the grid's cells, which add up to 1. */
	attend: Job<
		Required<PictureInput> & { readonly words: readonly string[] },
		LoadProgress,
		{ readonly weights: readonly Float32Array[] }
	>;
	/** Encodes a sentence as typed; the worker tokenises it. */
	encodeSentence: Job<{ readonly text: string }, LoadProgress, EncodedSentence>;
	/** Long. */
	invertSentence: Job<InvertRequest, LoadProgress | InvertProgress, InvertResult>;
	/**
	 * Per picture and word of a sentence, and for its end: log-probability given the picture, minus that given the mean
	 * picture. The decoder attends to the pictures if all have grids.
	 */
	explainPictures: Job<
		{ readonly words: readonly string[]; readonly pictures: readonly PictureInput[] },
		LoadProgress,
		{ readonly gains: readonly (readonly number[])[] }
	>;
	nearWords: Job<NeighboursRequest, LoadProgress, NearWordsResult>;
	analogy: Job<AnalogyRequest, LoadProgress, NearWordsResult>;
	vocabulary: Job<Record<string, never>, LoadProgress, Vocabulary>;
	/** Long: lays pictures out by UMAP. */
	mapPictures: Job<MapPicturesRequest, MapProgress, MapResult>;
};
