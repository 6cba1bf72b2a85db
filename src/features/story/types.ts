/** What the Story tab and the worker say to each other: requests, events and results of its jobs. No runtime code. */

import type { Job, LoadProgress } from '../../engine/protocol';
import type { GenreId, StoryOptions } from './options';

/** A skip-thought vector of the encoder's width. Sentences' have length 1; means of them are shorter. */
export type ThoughtVector = Float32Array;

/** A style that a story is shifted to: a genre of the model's, or a text of the visitor's. */
export type StoryStyle =
	| { readonly kind: 'genre'; readonly id: GenreId; readonly weight: number }
	| { readonly kind: 'own'; readonly name: string; readonly vector: ThoughtVector; readonly weight: number };

export interface StoryRequest {
	/** Already checked by the library's intake. */
	readonly picture: Blob;
	/** Weights are relative to one another; at least one style. */
	readonly styles: readonly StoryStyle[];
	readonly options: StoryOptions;
	/** What is there already: the story goes on from its end. */
	readonly begin?: string;
}

export interface RankedCaption {
	readonly text: string;
	/** Cosine to the picture in the joint space, -1 to 1. */
	readonly similarity: number;
	/** Told of this picture by the captioner, or found in its bank. */
	readonly source: 'sampled' | 'bank';
}

/** A place on the plane of the two principal directions of the genres' passages. */
export type Place = readonly [x: number, y: number];

export interface StyleMap {
	/** Some passages of each genre. */
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

/** What one network of the row made. Each comes once, in this order. */
export type Stage =
	| {
			readonly stage: 'encodeImage';
			readonly seconds: number /** Pooled features, largest first. */;
			readonly features: readonly number[];
			readonly blank: boolean;
	  }
	| { readonly stage: 'captions'; readonly seconds: number; readonly sampled: number }
	| {
			readonly stage: 'rank';
			readonly seconds: number;
			readonly bank: number /** Best first: `nearest` of them. */;
			readonly nearest: readonly RankedCaption[];
	  }
	| {
			readonly stage: 'encodeText';
			readonly seconds: number /** Of the mean of the captions' vectors. */;
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
	/** As it is joined to what stands before it: with its space, capital, or paragraph's break. */
	readonly text: string;
	/** Of the tokens it is made of, as the network had them at temperature 1. */
	readonly probability: number;
	/** What else its first token could have been, likeliest first. */
	readonly others: readonly { readonly text: string; readonly probability: number }[];
}

export type StoryProgress =
	| LoadProgress
	| ({ readonly type: 'stage' } & Stage)
	/** A passage begins; `caption` is what it is about. */
	| { readonly type: 'passage'; readonly index: number; readonly passages: number; readonly caption: string }
	/** Words as they come, each once; `written` counts those of this job and never passes what `length` allows. */
	| {
			readonly type: 'words';
			readonly words: readonly StoryWord[];
			readonly written: number;
			readonly seconds: number;
	  };

export interface StoryResult {
	/** All of it, what was there before included. */
	readonly text: string;
	/** Words written by this job. */
	readonly written: number;
	/** Seconds until the first word, and until the last. */
	readonly firstWord: number;
	readonly seconds: number;
	readonly stages: readonly Stage[];
	/** Words that the filter kept out, counted, not named. */
	readonly filtered: number;
	/** True when it was ended early and kept. */
	readonly stopped: boolean;
	readonly backend: string;
	/** SHA-256 over all networks of the row. */
	readonly modelHash: string;
}

/** What goes on after a lost device: nothing that was read is written anew. */
export interface StorySnapshot {
	readonly text: string;
	readonly written: number;
}

export interface EncodeStyleRequest {
	/** 200 sentences or more. A long one is sampled. */
	readonly text: string;
	readonly name: string;
}

export interface EncodedStyle {
	/** Mean of its sentences' vectors. */
	readonly vector: ThoughtVector;
	readonly sentences: number;
	/** Of these, how many were read. */
	readonly read: number;
	/** SHA-256 of the encoder: vectors of another are of no use. */
	readonly modelHash: string;
}

export type EncodeStyleProgress =
	| LoadProgress
	| { readonly type: 'sentences'; readonly done: number; readonly total: number };

export type StoryJobs = {
	/** Long: a picture in, a story out. */
	story: Job<StoryRequest, StoryProgress, StoryResult, StorySnapshot>;
	/** Long. */
	encodeStyle: Job<EncodeStyleRequest, EncodeStyleProgress, EncodedStyle>;
};
