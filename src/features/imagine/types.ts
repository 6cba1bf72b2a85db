/** Requests, progress events and results of Imagine's jobs, shared by page and worker. Types only. */
import type { Job, LoadProgress } from '../../engine/protocol';

/** Everything that determines one bird, apart from truncation and stages. */
export interface Bird {
	/** The sentence as typed; unknown words are skipped when it is read. */
	readonly text: string;
	/** Seed of its noise. */
	readonly seed: number;
	/** Variations of the noise, applied in order: `distance` 0 keeps the noise, 1 replaces it with that of the step's seed. */
	readonly near?: readonly { readonly seed: number; readonly distance: number }[];
	/** Blend with another sentence, and with another noise if `seed` is given: `share` 0 is this one, 1 the other. */
	readonly towards?: { readonly text: string; readonly seed?: number; readonly share: number };
}

/** The colour that a sentence gives a part of the bird. */
export interface Told {
	/** Name of the part; `body` is the whole bird. */
	readonly slot: string;
	readonly colour: string;
}

/** Number of generators that run: stage I alone, or both. */
export type Stages = 1 | 2;

export interface ImagineRequest {
	/** At least one, at most `mostBirds` of options.ts. */
	readonly birds: readonly Bird[];
	readonly truncation: number;
	readonly stages: Stages;
	/** What the birds' sentence tells of their parts, which the scorer looks for in every sketch; absent: nothing. */
	readonly told?: readonly Told[];
	/** How many are finished by stage II: those that fit what is told best; absent: all. */
	readonly best?: number;
}

/** A square picture as RGBA, row by row. */
export interface BirdPicture {
	/** 64 after stage I, 256 after stage II. */
	readonly size: number;
	readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** The distribution of conditions that a sentence gives. */
export interface Conditioning {
	/** The words of the sentence that were read. */
	readonly read: string;
	/** Mean, 128 numbers. */
	readonly mean: Float32Array;
	/** Standard deviation, 128 numbers. */
	readonly sigma: Float32Array;
}

/** What is less likely is not seen: in one bird, and where most birds of a sheet must agree. */
export interface Unseen {
	readonly one: number;
	readonly most: number;
}

export type ImagineProgress =
	| LoadProgress
	/** Sent before the first picture: stage I's conditioning of each sentence, in the order of the birds. */
	| { readonly type: 'read'; readonly conditionings: readonly Conditioning[]; readonly seconds: number }
	/** Sent once per bird, in order. */
	| { readonly type: 'sketch'; readonly index: number; readonly picture: BirdPicture; readonly seconds: number }
	/** Sent after the sketches, if something is told. */
	| {
			readonly type: 'scored';
			/** Indices of the sketched birds, the one that fits best first. */
			readonly order: readonly number[];
			/** Of each sketched bird, how likely each of the colours that are told is. */
			readonly likely: readonly (readonly number[])[];
			readonly unseen: Unseen;
			readonly seconds: number;
	  }
	/** Sent with stage II for each bird that is finished, the best first. */
	| { readonly type: 'detail'; readonly index: number; readonly picture: BirdPicture; readonly seconds: number };

export interface ImagineResult {
	/** Number of sketches drawn: fewer than asked for after an early finish. */
	readonly drawn: number;
	/** Seconds until the last sketch, until they are scored if something is told, and until the end. */
	readonly sketchSeconds: number;
	readonly scoreSeconds?: number;
	readonly seconds: number;
	readonly backend: string;
	/** SHA-256 over the networks used. */
	readonly modelHash: string;
}

export interface EffectsRequest {
	readonly text: string;
	/** Seeds of the noises to average over; the first one is shown. */
	readonly seeds: readonly number[];
	readonly truncation: number;
}

/** The effect of one word on the sketch. */
export interface WordEffect {
	readonly word: string;
	/** Index among the words that were read. */
	readonly index: number;
	/** Root mean square difference between sketches with and without it, over all seeds; 1 is the greatest possible. */
	readonly difference: number;
	/** The first seed's sketch without the word. */
	readonly without: BirdPicture;
	/** Map of the difference, 0 to 255, 64 x 64. */
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

/** The output of one generator block. */
export interface Block {
	readonly stage: Stages;
	/** Such as "8 x 8, 256 channels". */
	readonly name: string;
	/** Side of a map in pixels. */
	readonly size: number;
	readonly channels: number;
	/** The most active channels, each scaled to 0..255: `size * size` bytes. */
	readonly maps: readonly Uint8Array<ArrayBuffer>[];
}

export interface BlocksResult {
	readonly blocks: readonly Block[];
	readonly seconds: number;
}

export type ImagineJobs = {
	/** Short priority, so that a bird does not wait for a painting. */
	imagine: Job<ImagineRequest, ImagineProgress, ImagineResult>;
	/** Short priority. */
	wordEffects: Job<EffectsRequest, EffectsProgress, EffectsResult>;
	/** Short priority. */
	generatorBlocks: Job<BlocksRequest, LoadProgress, BlocksResult>;
};
