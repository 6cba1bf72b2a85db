/** What a script may ask of Imagine through `window.atelier`. */
import type { Bird, Conditioning, ImagineResult, Stages } from '../../../features/imagine/types';
import type { Base64, Tell } from '../../automation/types';

/** How a sentence is read, before anything is drawn of it. */
export interface AutomatedReading {
	readonly text: string;
	/** What the networks are given; '' where there is a problem. */
	readonly read: string;
	/** For the visitor, a line each: what was left out, and why. */
	readonly notes: readonly string[];
	readonly unknown: readonly { readonly word: string; readonly nearest?: string }[];
	readonly problem?: 'empty' | 'unknown';
}

export interface DrawBirdsRequest {
	/** At most `mostBirds`. */
	readonly birds: readonly Bird[];
	readonly truncation: number;
	/** Of a sentence, as the recipes tell it. */
	readonly samples: number;
	readonly stages: Stages;
}

export interface AutomatedBird {
	/** PNG files with their recipes inside: 64 px, and 256 px with stage II. */
	readonly sketch: Base64;
	readonly detail?: Base64;
}

export interface AutomatedBirds extends Omit<ImagineResult, 'drawn'> {
	/** As many as were asked for, in their order. */
	readonly birds: readonly AutomatedBird[];
	/** Of each sentence, in the order in which the birds name them. */
	readonly conditionings: readonly (Pick<Conditioning, 'read'> & {
		readonly mean: readonly number[];
		readonly sigma: readonly number[];
	})[];
}

/** Each method takes one request, and a listener that gets a line of text now and then. */
export interface AutomatedImagine {
	read(texts: readonly string[], tell?: Tell): Promise<readonly AutomatedReading[]>;
	/** Fails with a sentence when nothing can be drawn of a text. */
	draw(request: DrawBirdsRequest, tell?: Tell): Promise<AutomatedBirds>;
}

declare module '../../automation/types' {
	interface Automation {
		readonly imagine: AutomatedImagine;
	}
}
