import type { LoadProgress } from '../../engine/protocol';
import type { AtelierError } from '../../models/errors';
import type { Hit } from './index/types';
import type { CaptionOptions, InvertOptions } from './options';
import type { Caption, InvertProgress, JointVector, UnknownWord } from './types';

export type FindView = 'grid' | 'map' | 'words';

/** joint: the sentence's own vector, as one types; invert: then also through the decoder, when asked. */
export type SearchMode = 'joint' | 'invert';

/** What the pictures are ranked by. */
export type Query =
	| {
			readonly kind: 'sentence';
			readonly words: readonly string[];
			readonly unknown: readonly UnknownWord[];
			/** Only the first words are read. */
			readonly cut: boolean;
	  }
	| {
			readonly kind: 'picture';
			readonly name: string;
			readonly picture?: Blob;
			/** Of a picture of the index, which is not among its own hits. */
			readonly hash?: string;
	  };

/** A place in the joint space of the networks that `modelHash` names. */
export interface Point {
	readonly vector: JointVector;
	readonly modelHash: string;
}

/** A search through the decoder, under way or just ended. */
export interface Inversion {
	readonly running: boolean;
	readonly trace: readonly Pick<InvertProgress, 'step' | 'negativeLogLikelihood' | 'prior'>[];
	readonly steps: number;
	readonly converged: boolean;
	readonly seconds?: number;
}

/** Captions of the opened picture. */
export interface Telling {
	readonly hash: string;
	readonly captions: readonly Caption[];
	/** New ones are being made. */
	readonly busy: boolean;
}

/** What could stand at one place of a caption. */
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
	/** What ranks; kept so that pictures that come later are ranked as well. */
	readonly point?: Point | undefined;
	/** Best first; absent: every picture, in the order in which it came. */
	readonly hits?: readonly Hit[] | undefined;
	readonly inversion?: Inversion | undefined;
	/** Of the best pictures, how much likelier each word of the sentence becomes by seeing them. */
	readonly gains: ReadonlyMap<string, readonly number[]>;
	/** Hash of the picture that is opened. */
	readonly opened?: string | undefined;
	readonly telling?: Telling | undefined;
	readonly alternatives?: Alternatives | undefined;
	readonly captionOptions: CaptionOptions;
	readonly invertOptions: InvertOptions;
}
