/** What the Find tab and the worker say to each other: requests, events and results of its jobs. No runtime code. */

import type { Job, LoadProgress } from '../../engine/protocol';
import type { CaptionOptions, InvertOptions } from './options';

/** A point of the joint picture-sentence space: 300 numbers of length 1. Cosine is the dot product. */
export type JointVector = Float32Array;

export interface Caption {
	readonly text: string;
	/** The words as they were decoded. */
	readonly words: readonly string[];
	/** Sum over words and the end sign, natural logarithm, not normalised by length. */
	readonly logProbability: number;
}

export interface EmbedRequest {
	/** Any size; stretched to the network's square. */
	readonly pictures: readonly { readonly id: string; readonly picture: Blob }[];
	readonly captions: CaptionOptions;
}

export interface EmbeddedPicture {
	readonly id: string;
	readonly vector: JointVector;
	readonly captions: readonly Caption[];
}

export type EmbedProgress =
	| LoadProgress
	/** In the order of the request, each picture once. */
	| { readonly type: 'embedded'; readonly done: number; readonly total: number; readonly picture: EmbeddedPicture }
	/** A picture that cannot be read; the job goes on. */
	| { readonly type: 'unreadable'; readonly done: number; readonly total: number; readonly id: string };

export interface EmbedResult {
	/** SHA-256 over perception and captioner: vectors of another are of no use. */
	readonly modelHash: string;
}

export interface CaptionRequest {
	readonly vector: JointVector;
	/** Words already said; captions go on from them and begin with them. */
	readonly prefix?: readonly string[];
	readonly options: CaptionOptions;
}

/** What could stand after `prefix`, likeliest first. */
export interface NextWordsRequest {
	readonly vector: JointVector;
	readonly prefix: readonly string[];
	readonly count: number;
}

export interface WordProbability {
	readonly word: string;
	/** 0 to 1. */
	readonly probability: number;
}

/** A word that the vocabulary does not have, and what could be meant. */
export interface UnknownWord {
	readonly word: string;
	/** Known words spelt nearly so, nearest first. */
	readonly spelling: readonly string[];
	/** Known words of near meaning (by stem or by parts of the word), nearest first. */
	readonly meaning: readonly string[];
}

export interface SentenceRequest {
	/** As typed; lower-cased and split into words by the worker. */
	readonly text: string;
}

export interface EncodedSentence {
	/** Absent when no word is known. */
	readonly vector?: JointVector;
	/** Known words in their order, as used: at most 24, the rest is cut. */
	readonly words: readonly string[];
	readonly unknown: readonly UnknownWord[];
	/** More words than are read. */
	readonly cut: boolean;
	readonly modelHash: string;
}

/** Search through the decoder: the picture vectors for which it would say the words (seed: similar to activation maximisation). */
export interface InvertRequest extends InvertOptions {
	readonly words: readonly string[];
}

export interface InvertProgress {
	readonly type: 'step';
	readonly step: number;
	readonly steps: number;
	/** Negative log-likelihood of the sentence a word, of the best restart. */
	readonly negativeLogLikelihood: number;
	/** The prior's term of the same restart. */
	readonly prior: number;
	/** Total loss of each restart. */
	readonly losses: readonly number[];
}

export interface InvertResult {
	/** The best restarts' vectors averaged by their likelihood, length 1. */
	readonly vector: JointVector;
	readonly steps: number;
	readonly converged: boolean;
	readonly seconds: number;
}

/** How likely the decoder is to say each word of a sentence, given each picture. */
export interface ExplainRequest {
	readonly words: readonly string[];
	readonly vectors: readonly JointVector[];
}

export interface Explanation {
	/** For each picture, for each word: log-probability given the picture minus that given the mean picture. */
	readonly gains: readonly (readonly number[])[];
}

export interface NeighboursRequest {
	readonly word: string;
	readonly count: number;
}

/** a is to b as c is to ?: the words nearest to b - a + c, the three inputs excluded. */
export interface AnalogyRequest {
	readonly a: string;
	readonly b: string;
	readonly c: string;
	readonly count: number;
}

export interface NearWord {
	readonly word: string;
	/** Cosine of the embeddings. */
	readonly similarity: number;
}

export type NearWordsResult =
	| { readonly found: readonly NearWord[] }
	/** Words that are not in the vocabulary. */
	| { readonly unknown: readonly UnknownWord[] };

/** The vocabulary with its map by t-SNE, commonest word first. */
export interface Vocabulary {
	readonly words: readonly string[];
	/** How often each was seen in training. */
	readonly counts: readonly number[];
	/** x and y of each word in -1..1, word after word. */
	readonly positions: Float32Array;
	/** Cluster of each word, 0 upwards. */
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
	/** x and y in -1..1, picture after picture; now and then. */
	readonly positions?: Float32Array;
}

export interface MapResult {
	readonly positions: Float32Array;
}

export type FindJobs = {
	/** Long: pictures to vectors and captions, batch by batch. */
	embedPictures: Job<EmbedRequest, EmbedProgress, EmbedResult>;
	caption: Job<CaptionRequest, LoadProgress, { readonly captions: readonly Caption[] }>;
	nextWords: Job<NextWordsRequest, LoadProgress, { readonly words: readonly WordProbability[] }>;
	encodeSentence: Job<SentenceRequest, LoadProgress, EncodedSentence>;
	/** Long. */
	invertSentence: Job<InvertRequest, LoadProgress | InvertProgress, InvertResult>;
	explainPictures: Job<ExplainRequest, LoadProgress, Explanation>;
	nearWords: Job<NeighboursRequest, LoadProgress, NearWordsResult>;
	analogy: Job<AnalogyRequest, LoadProgress, NearWordsResult>;
	vocabulary: Job<Record<string, never>, LoadProgress, Vocabulary>;
	/** Long: a map of pictures by UMAP. */
	mapPictures: Job<MapPicturesRequest, MapProgress, MapResult>;
};
