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
import type { PaintOptions } from '../../features/paint/options';
import type { Losses } from '../../features/paint/types';

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

export interface Automation {
	/** @param onProgress gets a line of text now and then */
	paint(job: AutomatedPaint, onProgress?: (line: string) => void): Promise<AutomatedPainting>;
	readonly find: AutomatedFind;
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
