import type { RunFlags } from '../../engine/jobs/types';
import type { LoadProgress } from '../../engine/protocol';
import type { AtelierError } from '../../models/errors';
import type { StorageState } from '../../storage/types';
import type { BlendPart } from '../../ui/controls/blending';
import type { StoryModels } from './models';
import type { GenreId, StoryOptions } from './options';
import { type Piece, textOf } from './pieces';
import type { PictureRef, RecipeOrigin, StoryRecipe } from './recipe';
import type { Stage, StoryResult, ThoughtVector } from './types';

/** A picture to write about. Items of the library have this shape. */
export interface Picture extends PictureRef {
	readonly picture: Blob;
	readonly thumbnail: Blob;
}

/** A style made from the visitor's own text, kept in this browser. */
export interface OwnStyle {
	readonly id: string;
	readonly name: string;
	readonly vector: ThoughtVector;
	/** Number of sentences in the text; `read` of them were encoded. */
	readonly sentences: number;
	readonly read: number;
	/** SHA-256 of the encoder that made the vector: another encoder cannot use it. */
	readonly modelHash: string;
	/** Milliseconds since 1970. */
	readonly created: number;
}

export type StylePick = BlendPart &
	(
		| { readonly kind: 'genre'; readonly key: GenreId }
		| { readonly kind: 'own'; readonly vector: ThoughtVector; readonly modelHash: string }
	);

/** Everything that determines a story besides its picture. */
export interface Settings {
	readonly styles: readonly StylePick[];
	readonly options: StoryOptions;
}

/** One version of a story: being written, written, opened, or edited. */
export interface Draft {
	readonly id: string;
	readonly picture: PictureRef;
	/** A small copy, for when the picture itself is no longer in the library. */
	readonly thumbnail?: Blob;
	readonly settings: Settings;
	/** The existing text that the story continues, if any. */
	readonly begin?: string;
	/** From the picture's caption; absent until the picture is seen, or where no caption gives one. */
	readonly title?: string;
	readonly pieces: readonly Piece[];
	/** Steps reported so far; empty for a reopened story. */
	readonly stages: readonly Stage[];
	/** Set when the job has ended; absent when it was interrupted. */
	readonly result?: Omit<StoryResult, 'text' | 'stages'>;
	/** Whether the visitor has edited the text. */
	readonly edited: boolean;
	/** Id of the kept story. The draft may have been edited since. */
	readonly keptAs?: string;
	/** How the story was originally made, if it was opened from a recipe. */
	readonly origin?: RecipeOrigin;
}

/** The state of a story being written. */
export interface Run extends RunFlags {
	/** Id of the draft being written. */
	readonly draft: string;
	/** What is being done, for the status line. */
	readonly doing: string;
	/** Progress of a network's download. */
	readonly loading?: LoadProgress;
	readonly passage?: { readonly index: number; readonly passages: number; readonly caption: string };
	readonly written: number;
}

/** A text being encoded as a style. */
export interface Encoding extends RunFlags {
	readonly name: string;
	readonly loading?: LoadProgress;
	readonly done: number;
	/** Number of sentences; 0 until it is known. */
	readonly total: number;
}

/** A story kept in this browser. */
export interface KeptStory {
	readonly id: string;
	/** Milliseconds since 1970. */
	readonly created: number;
	readonly text: string;
	readonly picture: PictureRef;
	readonly thumbnail?: Blob;
	readonly recipe: StoryRecipe;
	/** The visitor's own caption. */
	readonly caption?: string;
	readonly favourite?: boolean;
}

/** Story's stores in the database, and the type of their values. */
export interface StoryStores {
	stories: KeptStory;
	storyStyles: OwnStyle;
}

export interface StoryState {
	readonly picture?: Picture | undefined;
	/** Never empty. */
	readonly styles: readonly StylePick[];
	/** Whether several styles can be chosen at once. */
	readonly blending: boolean;
	readonly options: StoryOptions;
	/** Whether every story uses the given seed; otherwise a story that would repeat an earlier one uses the next seed. */
	readonly seedLocked: boolean;
	readonly run?: Run | undefined;
	/** The drafts of this visit, oldest first. */
	readonly drafts: readonly Draft[];
	/** Id of the draft shown on the page. */
	readonly shown?: string | undefined;
	/** Why the last story failed. */
	readonly failure?: AtelierError | undefined;
	readonly ownStyles: readonly OwnStyle[];
	readonly encoding?: Encoding | undefined;
	/** Why the last text could not be encoded as a style. */
	readonly encodingFailure?: AtelierError | undefined;
	/** Newest first. */
	readonly kept: readonly KeptStory[];
	readonly storage: StorageState;
	/** Sizes and hashes of the networks; absent until the list of models is loaded. */
	readonly models?: StoryModels;
}

/** The kept story with exactly this draft's text, if there is one. */
export const keptOf = ({ kept }: Pick<StoryState, 'kept'>, draft: Draft): KeptStory | undefined =>
	kept.find(({ id, text }) => id === draft.keptAs && text === textOf(draft.pieces));

export const shownDraft = ({ drafts, shown }: Pick<StoryState, 'drafts' | 'shown'>): Draft | undefined =>
	drafts.find(({ id }) => id === shown);

/** The drafts about the same picture as the shown one, oldest first. */
export function versionsOf(state: Pick<StoryState, 'drafts' | 'shown'>): readonly Draft[] {
	const hash = shownDraft(state)?.picture.hash;
	return state.drafts.filter(({ picture }) => picture.hash === hash);
}
