import type { RunFlags } from '../../engine/jobs/types';
import type { LoadProgress } from '../../engine/protocol';
import type { AtelierError } from '../../models/errors';
import type { BirdVocabulary } from '../../networks/birdVocabulary.shared';
import type { ImagineOptions } from './options';
import type { Bird, BirdPicture, Block, Conditioning, ImagineResult, Stages, WordEffect } from './types';

/** How a sheet of birds came to be. */
export type SheetKind =
	/** Of a sentence, each from a noise of its own. */
	| 'samples'
	/** Of one sentence with its noises near one bird's. */
	| 'near'
	/** One bird, drawn again by its recipe. */
	| 'again';

/** One place of a sheet: what is drawn of it so far. */
export interface Drawn {
	readonly sketch?: BirdPicture;
	readonly detail?: BirdPicture;
	/** What stood there for the sentence before: shown faintly until the new sketch comes. */
	readonly before?: BirdPicture;
}

/** Birds that are drawn together; each Draw makes a new one, and earlier ones can be gone back to. */
export interface Sheet {
	readonly id: string;
	readonly kind: SheetKind;
	/** The sentence as it was typed. */
	readonly text: string;
	readonly seed: number;
	readonly truncation: number;
	readonly stages: Stages;
	readonly birds: readonly Bird[];
	/** As many as `birds`. */
	readonly drawn: readonly Drawn[];
	/** Drawn by itself as the sentence was typed: the next sheet takes its place. */
	readonly passing: boolean;
	/** As the generators take its sentences, once that is known. */
	readonly conditionings: readonly Conditioning[];
	/** Seconds that the encoder and the conditioning took. */
	readonly readSeconds?: number;
	/** Once the job has ended; absent when it was cut off. */
	readonly result?: ImagineResult;
}

/** What is known while birds are being drawn. */
export interface Run extends RunFlags {
	/** Id of the sheet that fills. */
	readonly sheet: string;
	/** A network on its way. */
	readonly loading?: LoadProgress;
	/** The sentence has been read: sketches come. */
	readonly read: boolean;
	readonly sketches: number;
	readonly details: number;
	/** As the worker counts them. */
	readonly seconds: number;
}

/** The frames of a walk there and back. */
export interface Loop {
	/** Different pictures; on the way back they come again. */
	readonly pictures: readonly BirdPicture[];
	readonly sketches: number;
	/** Different pictures of the whole way. */
	readonly wanted: number;
	/** Frames of the whole loop. */
	readonly frames: number;
	readonly stages: Stages;
}

/** From the chosen bird to another sentence. */
export interface Walk {
	readonly from: Bird;
	readonly text: string;
	/** 0 at the bird, 1 at the other sentence. */
	readonly share: number;
	/** What was drawn last, and where. */
	readonly sketch?: BirdPicture | undefined;
	/** Of the same place; goes when the slider moves on. */
	readonly detail?: BirdPicture | undefined;
	readonly drawnAt: number;
	/** Under way, or made. */
	readonly loop?: Loop | undefined;
	/** Which networks drew it. */
	readonly result?: Pick<ImagineResult, 'backend' | 'modelHash'>;
}

/** What was asked about one bird under the hood. */
export interface Inspection {
	readonly bird: Bird;
	readonly truncation: number;
	readonly effects?: {
		readonly found: readonly WordEffect[];
		readonly whole?: BirdPicture;
		/** Once all are found. */
		readonly seconds?: number;
	};
	readonly blocks?: { readonly found?: readonly Block[]; readonly seconds?: number };
}

export interface ImagineState {
	/** The sentence as it stands in the field. */
	readonly text: string;
	readonly options: ImagineOptions;
	/** Each Draw takes the seed as it stands; else one whose birds are on a sheet already takes the next. */
	readonly seedLocked: boolean;
	/** How far "More like this" goes from the bird: 0 is the same noise, 1 another. */
	readonly distance: number;
	/** Absent until it is there; without it nothing is marked or suggested. */
	readonly vocabulary?: BirdVocabulary;
	/** All files of the networks, bytes: what the first bird downloads at most. */
	readonly downloadBytes?: number;
	readonly run?: Run | undefined;
	/** Of this visit, oldest first. */
	readonly sheets: readonly Sheet[];
	/** Id of the sheet on the page. */
	readonly shown?: string | undefined;
	/** Place of the bird that is looked at, on the shown sheet; none: the whole sheet. */
	readonly chosen?: number | undefined;
	readonly walk?: Walk | undefined;
	readonly inspection?: Inspection;
	/** Why the last sheet failed. */
	readonly failure?: AtelierError | undefined;
	/** Why a place or a loop of the walk could not be drawn. */
	readonly walkFailure?: AtelierError | undefined;
	/** Why the last question under the hood could not be answered. */
	readonly inspectionFailure?: AtelierError | undefined;
}

export const shownSheet = ({ sheets, shown }: Pick<ImagineState, 'sheets' | 'shown'>): Sheet | undefined =>
	sheets.find(({ id }) => id === shown);

/** A bird with its pictures, as it can be saved, kept and sent. */
export interface Work {
	readonly bird: Bird;
	readonly truncation: number;
	readonly samples: number;
	readonly stages: Stages;
	readonly sketch?: BirdPicture;
	readonly picture: BirdPicture;
	readonly backend: string;
	readonly modelHash: string;
}

/** The bird that is looked at: the chosen one of the sheet, or the place that the walk has come to. Undefined until it is drawn. */
export function shownWork(state: Pick<ImagineState, 'sheets' | 'shown' | 'chosen' | 'walk'>): Work | undefined {
	const sheet = shownSheet(state);
	const { chosen = -1, walk } = state;
	const [bird, drawn] = [sheet?.birds[chosen], sheet?.drawn[chosen]];
	if (sheet === undefined || bird === undefined || drawn === undefined) return undefined;
	const { truncation } = sheet;
	const samples = sheet.birds.length;
	const isWalked = walk?.sketch !== undefined && walk.drawnAt > 0;
	const { sketch, detail } = isWalked ? walk : drawn;
	const picture = detail ?? sketch;
	if (picture === undefined) return undefined;
	const { backend = '', modelHash = '' } = (isWalked ? walk.result : sheet.result) ?? {};
	return {
		bird: isWalked ? walkedTo(walk, walk.drawnAt) : bird,
		truncation,
		samples,
		stages: detail === undefined ? 1 : 2,
		...(sketch && { sketch }),
		picture,
		backend,
		modelHash,
	};
}

/** The bird at a place of the walk. */
export const walkedTo = ({ from, text }: Pick<Walk, 'from' | 'text'>, share: number): Bird =>
	share === 0 ? from : { ...from, towards: { text, share } };
