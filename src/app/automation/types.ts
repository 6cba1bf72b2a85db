/** What a script may ask of the page when it was opened with `?automation`. Imported by page, command line and tests. */
import type { Engine, JobTable } from '../../engine/protocol';
import type {
	AnalogyRequest,
	Caption,
	CaptionOptions,
	EncodedSentence,
	InvertRequest,
	InvertResult,
	NearWordsResult,
	NeighboursRequest,
	SentenceRequest,
} from '../../features/find/types';
import type { Bird, Conditioning, ImagineResult, Stages } from '../../features/imagine/types';
import type { PaintOptions } from '../../features/paint/options';
import type { Losses } from '../../features/paint/types';
import type { EncodedStyle, GenreId, Stage, StoryOptions, StoryResult, StoryWord } from '../../features/story/types';

/** Files cross between script and page as base64, since both sides speak JSON. */
export type Base64 = string;

export interface AutomatedFile {
	readonly data: Base64;
	readonly name: string;
}

export interface AutomatedPaint {
	readonly content: AutomatedFile;
	readonly styles: readonly {
		readonly source:
			| { readonly kind: 'pack'; readonly id: string }
			| { readonly kind: 'picture'; readonly picture: AutomatedFile };
		readonly weight: number;
	}[];
	readonly mask?: AutomatedFile;
	/** What is not named keeps its default. */
	readonly options: Partial<PaintOptions>;
	/** A network of one's own to paint with: a VGG as .h5 or .safetensors. */
	readonly network?: AutomatedFile;
}

export interface AutomatedPainting {
	/** A PNG file with its recipe inside. */
	readonly png: Base64;
	readonly width: number;
	readonly height: number;
	readonly losses: Losses;
	readonly styleLayerLosses: Readonly<Record<string, number>>;
	readonly evaluations: number;
	readonly seconds: number;
	readonly backend: string;
	readonly modelHash: string;
}

export interface EmbedFilesRequest {
	readonly files: readonly AutomatedFile[];
	readonly captions: CaptionOptions;
}

/** A picture with its point in the joint space, or the sentence that says why it has none. */
export type AutomatedPicture =
	| {
			readonly name: string;
			readonly width: number;
			readonly height: number;
			/** Float32 numbers, little-endian. */
			readonly vector: Base64;
			readonly captions: readonly Caption[];
	  }
	| { readonly name: string; readonly why: string };

export interface AutomatedEmbedding {
	/** Absent when no picture reached the networks. */
	readonly modelHash?: string;
	/** As many as were asked for, in their order. */
	readonly pictures: readonly AutomatedPicture[];
}

export type AutomatedSentence = Omit<EncodedSentence, 'vector'> & { readonly vector?: Base64 };
export type AutomatedInversion = Omit<InvertResult, 'vector'> & { readonly vector: Base64 };

type Tell = (line: string) => void;

/** Each method takes one request, and a listener that gets a line of text now and then. */
export interface AutomatedFind {
	embed(request: EmbedFilesRequest, tell?: Tell): Promise<AutomatedEmbedding>;
	encode(request: SentenceRequest, tell?: Tell): Promise<AutomatedSentence>;
	invert(request: InvertRequest, tell?: Tell): Promise<AutomatedInversion>;
	nearWords(request: NeighboursRequest, tell?: Tell): Promise<NearWordsResult>;
	analogy(request: AnalogyRequest, tell?: Tell): Promise<NearWordsResult>;
}

export type AutomatedStoryStyle =
	| { readonly kind: 'genre'; readonly id: GenreId; readonly weight: number }
	| {
			readonly kind: 'own';
			readonly name: string;
			readonly weight: number;
			/** Float32 numbers, little-endian, and the encoder that they come from: as `readStyle` gave them. */
			readonly vector: Base64;
			readonly modelHash: string;
	  };

export interface WriteStoryRequest {
	readonly picture: AutomatedFile;
	/** Weights are relative to one another; at least one style. */
	readonly styles: readonly AutomatedStoryStyle[];
	/** What is not named keeps its default. */
	readonly options: Partial<StoryOptions>;
	/** What is there already: the story goes on from its end. */
	readonly begin?: string;
}

type WithText<S> = S extends { readonly after: unknown }
	? Omit<S, 'before' | 'after'> & { readonly before: Base64; readonly after: Base64 }
	: S;
/** A stage with its vectors as Float32 numbers, little-endian. */
export type AutomatedStage = WithText<Stage>;

export interface AutomatedStory extends Omit<StoryResult, 'stages'> {
	readonly stages: readonly AutomatedStage[];
	/** The caption that each passage is about, in their order. */
	readonly passages: readonly string[];
	/** Those that were written now. */
	readonly words: readonly StoryWord[];
	/** The story as a file that the page opens again, with its settings. */
	readonly markdown: string;
}

export type AutomatedStyle = Omit<EncodedStyle, 'vector'> & { readonly name: string; readonly vector: Base64 };

/** Each method takes one request, and a listener that gets a line of text now and then. */
export interface AutomatedStoryteller {
	/** A story, or the sentence that says why there is none of this picture. */
	write(request: WriteStoryRequest, tell?: Tell): Promise<AutomatedStory | { readonly why: string }>;
	/** A text as a style. Fails with a sentence when it is none, or too short. */
	readStyle(text: AutomatedFile, tell?: Tell): Promise<AutomatedStyle>;
}

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

export interface Automation {
	/** @param onProgress gets a line of text now and then */
	paint(job: AutomatedPaint, onProgress?: (line: string) => void): Promise<AutomatedPainting>;
	readonly find: AutomatedFind;
	readonly story: AutomatedStoryteller;
	readonly imagine: AutomatedImagine;
	/** The engine that the panels use too: its memory, its status, and losses on purpose. */
	readonly engine: Pick<Engine<JobTable>, 'memory' | 'simulateLoss' | 'start'>;
}

declare global {
	interface Window {
		/** Present once the page was opened with `?automation` and is ready. */
		atelier?: Automation;
		/** Set by the command line: a line of progress. */
		atelierProgress?: (line: string) => void;
	}
}
