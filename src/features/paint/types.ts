/** Requests, progress events and results of Paint's jobs, shared by page and worker. */
import type { BackendName, Job } from '../../engine/protocol';
import type { PaintOptions } from './options';
import type { AdoptProgress, AdoptRequest, AdoptResult } from './ownNetwork/shared/types';

export interface StyleChoice {
	readonly source:
		| { readonly kind: 'pack'; readonly id: string }
		| { readonly kind: 'picture'; readonly picture: Blob };
	/** Blend weight, relative to the other styles. */
	readonly weight: number;
}

/** A picture as numbers: RGB in 0..1, interleaved, row by row. What is being painted may leave that range. */
export interface Rgb {
	readonly width: number;
	readonly height: number;
	readonly rgb: Float32Array;
}

/** A frame of a clip, painted: what the next one is painted from. */
export interface PaintedFrame {
	/** The frame itself, at the painting's size. */
	readonly photo: Rgb;
	/** As the optimiser left it: before the photo's colours are put back. */
	readonly painting: Rgb;
	/** The content weight after balancing, which stays the same over a clip. */
	readonly contentWeight: number;
}

export interface PaintRequest {
	/** Any picture the browser decodes; already checked by the library's intake. */
	readonly content: Blob;
	readonly styles: readonly StyleChoice[];
	/** White: the style applies; black: it does not. Stretched to the content's size. */
	readonly mask?: Blob;
	/** A smaller painting of the same photo: it is taken to `options.size`, without the ladder's levels up to its own size. */
	readonly from?: Blob;
	/** For a frame of a clip. Without a frame before it, it is painted like a photo. */
	readonly frame?: {
		readonly before?: PaintedFrame;
		/** Weight of the temporal loss, which holds the painting to the one before. */
		readonly temporalWeight: number;
	};
	readonly options: PaintOptions;
	/** 'perception', or the key of a network that the visitor brought. */
	readonly network: string;
}

export interface Losses {
	readonly content: number;
	readonly style: number;
	readonly totalVariation: number;
	/** Of a clip's frames but the first. */
	readonly temporal?: number;
	/** Weighted sum: what the optimiser minimises. */
	readonly total: number;
}

export type PaintProgress =
	| { readonly type: 'loading'; readonly what: string; readonly loaded: number; readonly total: number }
	| { readonly type: 'preparing'; readonly what: string }
	| {
			readonly type: 'step';
			/** Counts over the whole run, every ladder level included; never decreases. */
			readonly evaluation: number;
			readonly evaluations: number;
			readonly level: number;
			readonly levels: number;
			readonly losses: Losses;
			readonly seconds: number;
			readonly secondsLeft: number;
			readonly width: number;
			readonly height: number;
			/** RGBA of the best picture so far, every step or two. Transferred. */
			readonly preview?: ImageData;
	  }
	| { readonly type: 'smaller'; readonly size: number; readonly why: string };

export interface PaintResult {
	readonly picture: ImageData;
	readonly losses: Losses;
	/** Style loss of each style layer, unweighted. */
	readonly styleLayerLosses: Readonly<Record<string, number>>;
	readonly trace: readonly (Losses & { readonly evaluation: number })[];
	readonly evaluations: number;
	readonly seconds: number;
	readonly backend: string;
	readonly modelHash: string;
	/** Of a clip's frame, for the next one. */
	readonly frame?: PaintedFrame;
}

/** Where a painting resumes after its device was lost, or its page was reloaded. */
export interface PaintSnapshot {
	/** Longer side of the painting: smaller than the option's when memory ran out. */
	readonly size: number;
	/** Number of evaluations made. */
	readonly evaluations: number;
	/** Evaluations of the plan used so far; more than were made if a level ended early. */
	readonly spent: number;
	readonly seconds: number;
	readonly picture?: Rgb;
	readonly trace: PaintResult['trace'];
	readonly losses?: Losses;
	readonly styleLayerLosses: Readonly<Record<string, number>>;
}

/** Job 'features' (short): maps of one layer, for the hood. */
export interface FeatureMapsRequest {
	readonly picture: Blob;
	readonly layer: string;
	readonly network: string;
	readonly size: number;
}
export interface FeatureMapsResult {
	readonly layers: readonly string[];
	/** Grey maps of the strongest channels, tiled row by row in one picture. */
	readonly tiles: ImageData;
	readonly channels: readonly number[];
}

/** Sizes in plain words; see presets.ts. */
export type PresetId = 'sketch' | 'painting' | 'poster';

/** How fast a device paints. */
export interface Speed {
	readonly backend: BackendName;
	/** Canvas pixels times evaluations in a second. */
	readonly pixelsPerSecond: number;
}

/** Job 'timeForward': a forward pass of the perception network on noise. */
export interface ForwardRequest {
	/** Side of the picture, px. */
	readonly size: number;
}

/** Paint's part of the worker's table, as the page sees it. */
export type PaintJobs = {
	readonly paint: Job<PaintRequest, PaintProgress, PaintResult, PaintSnapshot>;
	readonly features: Job<FeatureMapsRequest, never, FeatureMapsResult>;
	readonly measureSpeed: Job<void, never, Speed>;
	/** Seconds of one forward pass. */
	readonly timeForward: Job<ForwardRequest, never, number>;
	readonly adoptNetwork: Job<AdoptRequest, AdoptProgress, AdoptResult>;
};
