/** What the Imagine tab and the worker say to each other: requests, events and results of its jobs. No runtime code. */
import type { Job, LoadProgress } from '../../engine/protocol';

/** One bird, told so that it can be drawn again. */
export interface Bird {
	/** The sentence as it was typed; what is unknown to the model is left out when it is read. */
	readonly text: string;
	/** The noise that it is drawn from. */
	readonly seed: number;
	/** Steps away from the noise of `seed`, one after the other: `distance` 0 stays, 1 goes wholly to the noise of the step's seed. */
	readonly near?: readonly { readonly seed: number; readonly distance: number }[];
	/** A place on the way to another sentence, and to another noise where `seed` is given: 0 here, 1 there. */
	readonly towards?: { readonly text: string; readonly seed?: number; readonly share: number };
}

/** Which generators run: the first alone, or both. */
export type Stages = 1 | 2;

export interface ImagineRequest {
	/** At least one, at most `mostBirds` of options.ts. */
	readonly birds: readonly Bird[];
	readonly truncation: number;
	readonly stages: Stages;
}

/** RGBA, row by row, of a square picture. */
export interface BirdPicture {
	/** 64 after stage I, 256 after stage II. */
	readonly size: number;
	readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** A sentence as the generators take it. */
export interface Conditioning {
	/** What was read of the sentence. */
	readonly read: string;
	/** Mean of the conditions, 128 numbers. */
	readonly mean: Float32Array;
	/** Their standard deviations. */
	readonly sigma: Float32Array;
}

export type ImagineProgress =
	| LoadProgress
	/** Comes before the first picture: of stage I, a sentence each, in the order in which birds name them. */
	| { readonly type: 'read'; readonly conditionings: readonly Conditioning[]; readonly seconds: number }
	/** Each bird's sketch once, in order; then, with stage II, each bird's detail once, in order. */
	| { readonly type: 'sketch'; readonly index: number; readonly picture: BirdPicture; readonly seconds: number }
	| { readonly type: 'detail'; readonly index: number; readonly picture: BirdPicture; readonly seconds: number };

export interface ImagineResult {
	/** How many of the birds were drawn: fewer when it was ended early and kept. */
	readonly drawn: number;
	/** Seconds until the last sketch, and until the end. */
	readonly sketchSeconds: number;
	readonly seconds: number;
	readonly backend: string;
	/** SHA-256 over the networks that took part. */
	readonly modelHash: string;
}

export interface EffectsRequest {
	readonly text: string;
	/** The noises that it is averaged over: the first is the one that is shown. */
	readonly seeds: readonly number[];
	readonly truncation: number;
}

/** What one word of a sentence brings to the sketch. */
export interface WordEffect {
	readonly word: string;
	/** Place among the words that were read. */
	readonly index: number;
	/** Root mean square difference of sketches with and without it, 0 to 1 of the greatest possible, over all seeds. */
	readonly difference: number;
	/** The first seed's sketch without the word. */
	readonly without: BirdPicture;
	/** Where it differs, 0 to 255, 64 x 64. */
	readonly where: Uint8Array<ArrayBuffer>;
}

export type EffectsProgress = LoadProgress | { readonly type: 'effect'; readonly effect: WordEffect };

export interface EffectsResult {
	/** In the order of the sentence. */
	readonly effects: readonly WordEffect[];
	/** The first seed's sketch of the whole sentence. */
	readonly whole: BirdPicture;
	readonly seconds: number;
}

export interface BlocksRequest {
	readonly bird: Bird;
	readonly truncation: number;
}

/** What stands after one block of a generator. */
export interface Block {
	readonly stage: Stages;
	/** Such as "8 x 8, 256 channels". */
	readonly name: string;
	/** Side of a map in pixels. */
	readonly size: number;
	readonly channels: number;
	/** The liveliest channels, each brought to 0..255: `size * size` bytes. */
	readonly maps: readonly Uint8Array<ArrayBuffer>[];
}

export interface BlocksResult {
	readonly blocks: readonly Block[];
	readonly seconds: number;
}

export type ImagineJobs = {
	/** Short: a bird does not wait behind a painting. */
	imagine: Job<ImagineRequest, ImagineProgress, ImagineResult>;
	/** Short. */
	wordEffects: Job<EffectsRequest, EffectsProgress, EffectsResult>;
	/** Short. */
	generatorBlocks: Job<BlocksRequest, LoadProgress, BlocksResult>;
};
