import type { LoadProgress } from '../../engine/protocol';
import type { AtelierError } from '../../models/errors';
import type { Hit } from './index/types';
import type { CaptionOptions, InvertOptions } from './options';
import type { Caption, InvertProgress, JointVector, UnknownWord } from './types';

export type FindView = 'grid' | 'map' | 'words';

/** `joint`: by the sentence's own vector, while typing. `invert`: a deep search as well, on request. */
export type SearchMode = 'joint' | 'invert';

/** The query that the pictures are ranked by. */
export type Query =
	| {
			readonly kind: 'sentence';
			readonly words: readonly string[];
			readonly unknown: readonly UnknownWord[];
			/** Whether words beyond the limit were ignored. */
			readonly cut: boolean;
	  }
	| {
			readonly kind: 'picture';
			readonly name: string;
			readonly picture?: Blob;
			/** Present for a picture of the index, which is left out of its own hits. */
			readonly hash?: string;
	  };

/** A point in the joint space of the networks with this hash. */
export interface Point {
	readonly vector: JointVector;
	readonly modelHash: string;
	/** Cosine below which no match is certain; known for a sentence's own vector only. */
	readonly cutOff?: number;
	/** For pictures ranked again: how much likelier each makes each word of the sentence, and its end, in nats. */
	readonly gains?: ReadonlyMap<string, readonly number[]>;
	readonly rerankWeight?: number;
}

/** A deep search, under way or finished. */
export interface Inversion {
	readonly running: boolean;
	readonly trace: readonly Pick<InvertProgress, 'step' | 'negativeLogLikelihood' | 'prior'>[];
	readonly steps: number;
	readonly converged: boolean;
	readonly seconds?: number;
}

/** Captions of the opened picture. */
export interface NewCaptions {
	readonly hash: string;
	readonly captions: readonly Caption[];
	/** Whether new ones are being made. */
	readonly busy: boolean;
}

/** Alternatives for the word at one position of a caption. */
export interface Alternatives {
	readonly caption: number;
	readonly at: number;
	readonly words: readonly { readonly word: string; readonly probability: number }[];
}

export interface FindState {
	readonly view: FindView;
	readonly text: string;
	readonly mode: SearchMode;
	readonly query?: Query | undefined;
	/** A query is under way. */
	readonly searching: boolean;
	/** Why the last query failed, until the next one. */
	readonly failure?: AtelierError | undefined;
	/** Progress of the networks' one-time download, while a query waits for it. */
	readonly loading?: LoadProgress | undefined;
	/** The query's vector, kept so that pictures that are added later are ranked as well. */
	readonly point?: Point | undefined;
	/** Best first; undefined without a query, when all pictures are shown in the index's order. */
	readonly hits?: readonly Hit[] | undefined;
	readonly inversion?: Inversion | undefined;
	/** For the best pictures, by hash: how much more likely each makes each word of the sentence, in nats. */
	readonly gains: ReadonlyMap<string, readonly number[]>;
	/** Hash of the opened picture. */
	readonly opened?: string | undefined;
	readonly newCaptions?: NewCaptions | undefined;
	readonly alternatives?: Alternatives | undefined;
	/** The word of a caption that the visitor points at: where the captioner looked for it is shown. */
	readonly looking?: { readonly text: string; readonly at: number } | undefined;
	/** The opened picture's captions by their text: for each word the weights of the grid's cells. */
	readonly attention: ReadonlyMap<string, readonly Float32Array[]>;
	readonly captionOptions: CaptionOptions;
	readonly invertOptions: InvertOptions;
}
