import type { RunFlags } from '../../engine/jobs/types';
import type { LoadProgress } from '../../engine/protocol';
import type { AtelierError } from '../../models/errors';
import type { BirdParts } from '../../networks/birdParts.shared';
import type { BirdVocabulary } from '../../networks/birdVocabulary.shared';
import type { ImagineOptions } from './options';
import type { Bird, BirdPicture, Block, Conditioning, ImagineResult, Stages, Told, Unseen, WordEffect } from './types';

/** How a sheet of birds came to be. */
export type SheetKind =
	/** Birds of one sentence, each with its own noise. */
	| 'samples'
	/** Variations of one bird. */
	| 'near'
	/** One bird, drawn again from its recipe. */
	| 'again';

/** What has been drawn of one bird so far. */
export interface Drawn {
	readonly sketch?: BirdPicture;
	readonly detail?: BirdPicture;
	/** The picture of the previous sentence, shown faintly until the new sketch is there. */
	readonly before?: BirdPicture;
	/** How likely the scorer finds each colour that the sentence tells; absent until it is scored. */
	readonly likely?: readonly number[];
}

/** Birds that are drawn together. Each Draw makes a new sheet; earlier ones stay reachable. */
export interface Sheet {
	readonly id: string;
	readonly kind: SheetKind;
	/** The sentence as it was typed. */
	readonly text: string;
	readonly seed: number;
	readonly truncation: number;
	readonly stages: Stages;
	readonly birds: readonly Bird[];
	/** One entry per bird. */
	readonly drawn: readonly Drawn[];
	/** What the sentence tells of the birds' parts. */
	readonly told?: readonly Told[];
	/** The option that it was drawn with. */
	readonly bestOf?: number;
	/** How many birds are shown, those that fit what is told best; absent: all. */
	readonly best?: number;
	/** Indices of the birds, the one that fits best first; absent until they are scored. */
	readonly order?: readonly number[];
	/** Absent until they are scored. */
	readonly unseen?: Unseen;
	/** Whether the others are shown too. */
	readonly showsAll?: boolean;
	/** Drawn automatically while the sentence was typed; the next sheet replaces it. */
	readonly draft: boolean;
	/** The conditioning of its sentences, once they have been read. */
	readonly conditionings: readonly Conditioning[];
	/** Time for encoding and conditioning, seconds. */
	readonly readSeconds?: number;
	/** Set when the job has ended; absent when it was aborted. */
	readonly result?: ImagineResult;
}

/** What is known while birds are being drawn. */
export interface Run extends RunFlags {
	/** Id of the sheet being drawn. */
	readonly sheet: string;
	/** The download that is running. */
	readonly loading?: LoadProgress;
	/** Whether the sentence has been read. */
	readonly read: boolean;
	readonly sketches: number;
	readonly details: number;
	/** How many of both it draws. */
	readonly wanted: { readonly sketches: number; readonly details: number };
	/** Elapsed time as measured by the worker. */
	readonly seconds: number;
}

/** The frames of a walk there and back. */
export interface Loop {
	/** The pictures of the first half; the second half repeats them. */
	readonly pictures: readonly BirdPicture[];
	readonly sketches: number;
	/** Number of pictures in the complete first half. */
	readonly wanted: number;
	/** Number of frames in the whole loop. */
	readonly frames: number;
	readonly stages: Stages;
}

/** A blend between the selected bird and another sentence. */
export interface Walk {
	readonly from: Bird;
	readonly text: string;
	/** 0 at the bird, 1 at the other sentence. */
	readonly share: number;
	/** The sketch drawn last, at `drawnAt`. */
	readonly sketch?: BirdPicture | undefined;
	/** The detail at `drawnAt`; removed when the slider moves on. */
	readonly detail?: BirdPicture | undefined;
	readonly drawnAt: number;
	/** The loop, complete or being drawn. */
	readonly loop?: Loop | undefined;
	/** Backend and networks that drew it. */
	readonly result?: Pick<ImagineResult, 'backend' | 'modelHash'>;
}

/** What has been found out about one bird under the hood. */
export interface Inspection {
	readonly bird: Bird;
	readonly truncation: number;
	readonly effects?: {
		readonly found: readonly WordEffect[];
		readonly whole?: BirdPicture;
		/** Set once all are found. */
		readonly seconds?: number;
	};
	readonly blocks?: { readonly found?: readonly Block[]; readonly seconds?: number };
}

export interface ImagineState {
	/** The text of the sentence field. */
	readonly text: string;
	readonly options: ImagineOptions;
	/** Whether Draw always uses the current seed; otherwise it moves on to a seed that is on no sheet yet. */
	readonly seedLocked: boolean;
	/** How much "More like this" varies the noise: 0 keeps it, 1 replaces it. */
	readonly distance: number;
	/** Absent until it is loaded; without it no words are marked or suggested. */
	readonly vocabulary?: BirdVocabulary;
	/** The parts that sentences give a colour to. Absent until they are loaded; without them no sketches are chosen from. */
	readonly parts?: BirdParts;
	/** Size of all network files in bytes: the most that the first bird downloads. */
	readonly downloadBytes?: number;
	readonly run?: Run | undefined;
	/** The sheets of this visit, oldest first. */
	readonly sheets: readonly Sheet[];
	/** Id of the shown sheet. */
	readonly shown?: string | undefined;
	/** Index of the selected bird on the shown sheet; undefined shows the whole sheet. */
	readonly chosen?: number | undefined;
	readonly walk?: Walk | undefined;
	readonly inspection?: Inspection;
	/** Why the last sheet failed. */
	readonly failure?: AtelierError | undefined;
	/** Why the walk or its loop could not be drawn. */
	readonly walkFailure?: AtelierError | undefined;
	/** Why the last inspection failed. */
	readonly inspectionFailure?: AtelierError | undefined;
}

export const shownSheet = ({ sheets, shown }: Pick<ImagineState, 'sheets' | 'shown'>): Sheet | undefined =>
	sheets.find(({ id }) => id === shown);

/** Indices of the birds that a sheet shows, the one that fits best first. */
export function shownBirds({ birds, order = [...birds.keys()], best, showsAll }: Sheet): readonly number[] {
	return showsAll ? order : order.slice(0, best);
}

/** A drawn bird with everything needed to save, keep or send it. */
export interface Work {
	readonly bird: Bird;
	readonly truncation: number;
	readonly samples: number;
	readonly bestOf: number;
	readonly stages: Stages;
	readonly sketch?: BirdPicture;
	readonly picture: BirdPicture;
	readonly backend: string;
	readonly modelHash: string;
}

/** The selected bird, or its blend when a walk is open. Undefined until it is drawn. */
export function shownWork(state: Pick<ImagineState, 'sheets' | 'shown' | 'chosen' | 'walk'>): Work | undefined {
	const sheet = shownSheet(state);
	const { chosen = -1, walk } = state;
	const [bird, drawn] = [sheet?.birds[chosen], sheet?.drawn[chosen]];
	if (sheet === undefined || bird === undefined || drawn === undefined) return undefined;
	const { truncation, bestOf = 1, birds, best: samples = birds.length } = sheet;
	const isWalked = walk?.sketch !== undefined && walk.drawnAt > 0;
	const { sketch, detail } = isWalked ? walk : drawn;
	const picture = detail ?? sketch;
	if (picture === undefined) return undefined;
	const { backend = '', modelHash = '' } = (isWalked ? walk.result : sheet.result) ?? {};
	return {
		bird: isWalked ? walkedTo(walk, walk.drawnAt) : bird,
		truncation,
		samples,
		bestOf,
		stages: detail === undefined ? 1 : 2,
		...(sketch && { sketch }),
		picture,
		backend,
		modelHash,
	};
}

/** The bird at a blend of the walk. */
export const walkedTo = ({ from, text }: Pick<Walk, 'from' | 'text'>, share: number): Bird =>
	share === 0 ? from : { ...from, towards: { text, share } };
