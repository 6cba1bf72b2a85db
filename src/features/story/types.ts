/** Requests, events and results of Story's jobs, shared by the page and the worker. No runtime code. */

import type { Job, LoadProgress } from '../../engine/protocol';
import type { GenreId, StoryOptions } from './options';

/** A skip-thought vector, as long as the encoder is wide. A sentence's has norm 1, a mean of several a smaller one. */
export type ThoughtVector = Float32Array;

/** A style for a story: one of the model's genres, or a text of the visitor's own. */
export type StoryStyle =
	| { readonly kind: 'genre'; readonly id: GenreId; readonly weight: number }
	| {
			readonly kind: 'own';
			readonly name: string;
			readonly vector: ThoughtVector;
			/** SHA-256 of the sentence encoder that read it; the present one without. */
			readonly encoder?: string;
			readonly weight: number;
	  };

export interface StoryRequest {
	/** The picture's file, already checked by the library's intake. */
	readonly picture: Blob;
	/** Weights are relative to one another; at least one style. */
	readonly styles: readonly StoryStyle[];
	readonly options: StoryOptions;
	/** Existing text, which the story continues. */
	readonly begin?: string;
}

export interface RankedCaption {
	readonly text: string;
	/** Cosine to the picture in the joint space, -1 to 1. */
	readonly similarity: number;
	/** `sampled` by the captioner from this picture, or found in the `bank` of captions. */
	readonly source: 'sampled' | 'bank';
	/** Mean log-probability per word by the captioner, of a sampled one. */
	readonly likelihood?: number;
	/** That a sampled one names the picture's main thing, 0 to 1, where the captioner knows. */
	readonly probability?: number;
}

/** Coordinates on the first two principal components of the genres' passages. */
export type Place = readonly [x: number, y: number];

export interface StyleMap {
	/** Sample passages of each genre, and their mean. */
	readonly genres: readonly { readonly id: GenreId; readonly passages: readonly Place[]; readonly mean: Place }[];
	/** Mean of the picture's captions, x. */
	readonly captions: Place;
	/** Mean of all captions, c. */
	readonly neutral: Place;
	/** The styles' mean, b. */
	readonly style: Place;
	/** What the decoder is given: x - c + b. */
	readonly shifted: Place;
}

/** The output of one step and its time in seconds. Each step is reported once, in this order. */
export type Stage =
	| {
			readonly stage: 'encodeImage';
			readonly seconds: number;
			/** Pooled features, largest first. */
			readonly features: readonly number[];
			/** Whether the picture has only one colour. */
			readonly blank: boolean;
	  }
	| { readonly stage: 'captions'; readonly seconds: number; readonly sampled: number }
	| {
			readonly stage: 'rank';
			readonly seconds: number;
			/** Number of captions in the bank. */
			readonly bank: number;
			/** The captions nearest to the picture, nearest first; as many as the option `nearest` says. */
			readonly nearest: readonly RankedCaption[];
			/** From the best caption: the first sentence, where the options ask for it, and a title. */
			readonly opening?: string;
			readonly title?: string;
	  }
	| {
			readonly stage: 'encodeText';
			readonly seconds: number;
			/** Norm of the mean of the captions' vectors. */
			readonly norm: number;
	  }
	| {
			readonly stage: 'shift';
			readonly seconds: number;
			readonly map: StyleMap;
			readonly before: ThoughtVector;
			readonly after: ThoughtVector;
	  };

export type StageName = Stage['stage'];

export interface StoryWord {
	/** The word as it is appended to the story: with its space, capital or paragraph break. */
	readonly text: string;
	/** Product of its tokens' probabilities at temperature 1. */
	readonly probability: number;
	/** Alternatives to its first token, likeliest first. */
	readonly others: readonly { readonly text: string; readonly probability: number }[];
}

export type StoryProgress =
	| LoadProgress
	| ({ readonly type: 'stage' } & Stage)
	/** A passage begins, about `caption`. */
	| { readonly type: 'passage'; readonly index: number; readonly passages: number; readonly caption: string }
	/** New words, each reported once; `written` counts this job's words and never exceeds the option `length`. */
	| {
			readonly type: 'words';
			readonly words: readonly StoryWord[];
			readonly written: number;
			readonly seconds: number;
	  };

export interface StoryResult {
	/** The whole story, including the existing text. */
	readonly text: string;
	/** Words written by this job. */
	readonly written: number;
	/** Seconds until the first word, and until the last. */
	readonly firstWord: number;
	readonly seconds: number;
	readonly stages: readonly Stage[];
	/** Number of words that the word filter rejected. */
	readonly filtered: number;
	/** True when the visitor ended the story early and kept it. */
	readonly stopped: boolean;
	readonly backend: string;
	/** SHA-256 over all networks used. */
	readonly modelHash: string;
}

/** Where a story resumes after its device was lost: the text that the page already shows, and its number of new words. */
export interface StorySnapshot {
	readonly text: string;
	readonly written: number;
}

export interface EncodeStyleRequest {
	/** At least 200 sentences. A long text is sampled. */
	readonly text: string;
	readonly name: string;
}

export interface EncodedStyle {
	/** Mean of the sentences' vectors. */
	readonly vector: ThoughtVector;
	/** Number of sentences in the text. */
	readonly sentences: number;
	/** Number of sentences that were encoded. */
	readonly read: number;
	/** SHA-256 of the encoder: another encoder cannot use the vector. */
	readonly modelHash: string;
}

export type EncodeStyleProgress =
	| LoadProgress
	| { readonly type: 'sentences'; readonly done: number; readonly total: number };

export type StoryJobs = {
	/** Writes a story about a picture. A long job. */
	story: Job<StoryRequest, StoryProgress, StoryResult, StorySnapshot>;
	/** Encodes a text as a style. A long job. */
	encodeStyle: Job<EncodeStyleRequest, EncodeStyleProgress, EncodedStyle>;
};
