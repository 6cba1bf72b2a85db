/** Imagine's part of `window.atelier`. */
import type { Bird, Conditioning, ImagineResult, Stages } from '../../../features/imagine/types';
import type { Base64 } from '../../../models/base64';
import type { OnLine } from '../../automation/types';

/** How a sentence is read before anything is drawn. */
export interface AutomatedReading {
	readonly text: string;
	/** The input of the encoder; '' when there is a problem. */
	readonly read: string;
	/** One line each: what was left out and why. */
	readonly notes: readonly string[];
	readonly unknown: readonly { readonly word: string; readonly nearest?: string }[];
	readonly problem?: 'empty' | 'unknown';
}

export interface DrawBirdsRequest {
	/** Of one sentence, at most `mostBirds`. */
	readonly birds: readonly Bird[];
	readonly truncation: number;
	/** Number of birds per sentence, and of sketches for each: for the recipes. */
	readonly samples: number;
	readonly bestOf: number;
	readonly stages: Stages;
	/** How many are finished and come back: those that fit best if the sentence tells of parts, else the first; absent: all. */
	readonly best?: number;
}

export interface AutomatedBird {
	/** Index among the birds of the request. */
	readonly index: number;
	/** What the sentence tells and the scorer does not see, such as "white belly". */
	readonly notSeen: readonly string[];
	/** PNG with its recipe inside, 64 px; `detail` is the 256 px one of stage II. */
	readonly sketch: Base64;
	readonly detail?: Base64;
}

export interface AutomatedBirds extends Omit<ImagineResult, 'drawn'> {
	/** In the order of the request, or the one that fits best first. */
	readonly birds: readonly AutomatedBird[];
	/** One per distinct sentence, in the order of the birds. */
	readonly conditionings: readonly (Pick<Conditioning, 'read'> & {
		readonly mean: readonly number[];
		readonly sigma: readonly number[];
	})[];
}

/** Each method takes a request and an optional listener for lines about its progress. */
export interface AutomatedImagine {
	read(texts: readonly string[], onLine?: OnLine): Promise<readonly AutomatedReading[]>;
	/** Rejects with a sentence for the visitor when a text cannot be drawn. */
	draw(request: DrawBirdsRequest, onLine?: OnLine): Promise<AutomatedBirds>;
}

declare module '../../automation/types' {
	interface Automation {
		readonly imagine: AutomatedImagine;
	}
}
