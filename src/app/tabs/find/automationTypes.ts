/** What a script may ask of Find through `window.atelier`. */
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
} from '../../../features/find/types';
import type { AutomatedFile, Base64, Tell } from '../../automation/types';

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

/** Each method takes one request, and a listener that gets a line of text now and then. */
export interface AutomatedFind {
	embed(request: EmbedFilesRequest, tell?: Tell): Promise<AutomatedEmbedding>;
	encode(request: SentenceRequest, tell?: Tell): Promise<AutomatedSentence>;
	invert(request: InvertRequest, tell?: Tell): Promise<AutomatedInversion>;
	nearWords(request: NeighboursRequest, tell?: Tell): Promise<NearWordsResult>;
	analogy(request: AnalogyRequest, tell?: Tell): Promise<NearWordsResult>;
}

declare module '../../automation/types' {
	interface Automation {
		readonly find: AutomatedFind;
	}
}
