import type { RunFlags } from '../../engine/jobs/types';
import type { LoadProgress } from '../../engine/protocol';
import type { AtelierError } from '../../models/errors';
import type { StorageState } from '../../storage/types';
import type { StoryModels } from './models';
import type { GenreId, StoryOptions } from './options';
import { type Piece, textOf } from './pieces';
import type { PictureRef, RecipeOrigin, StoryRecipe } from './recipe';
import type { Stage, StoryResult, ThoughtVector } from './types';

/** A picture to write about; the library's items are such. */
export interface Picture extends PictureRef {
	readonly picture: Blob;
	readonly thumbnail: Blob;
}

/** A text of the visitor's that was read as a style; kept in this browser. */
export interface OwnStyle {
	readonly id: string;
	readonly name: string;
	readonly vector: ThoughtVector;
	/** Of the text, and how many of them were read. */
	readonly sentences: number;
	readonly read: number;
	/** SHA-256 of the encoder that read it: to another one the vector means nothing. */
	readonly modelHash: string;
	/** Milliseconds since 1970. */
	readonly created: number;
}

export type StylePick =
	| { readonly kind: 'genre'; readonly key: GenreId; readonly title: string; readonly weight: number }
	| {
			readonly kind: 'own';
			readonly key: string;
			readonly title: string;
			readonly weight: number;
			readonly vector: ThoughtVector;
			readonly modelHash: string;
	  };

/** All that a story hangs on, but for its picture. */
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
	/** What it goes on from, when it does not begin by itself. */
	readonly begin?: string;
	readonly pieces: readonly Piece[];
	/** As they came; none of a story that was opened again. */
	readonly stages: readonly Stage[];
	/** Once the job has ended; absent when it was cut off. */
	readonly result?: Omit<StoryResult, 'text' | 'stages'>;
	/** Typed into since. */
	readonly edited: boolean;
	/** Id of the story that it was kept as. Typed into since, it may differ from that one. */
	readonly keptAs?: string;
	/** Of a story that came back by its recipe: how it was made then. */
	readonly origin?: RecipeOrigin;
}

/** What is known while a story is being written. */
export interface Run extends RunFlags {
	/** Id of the draft that grows. */
	readonly draft: string;
	/** The worker has taken it up: until then it waits for other work. */
	readonly begun: boolean;
	/** What is being done, in words. */
	readonly doing: string;
	/** A network on its way. */
	readonly loading?: LoadProgress;
	readonly passage?: { readonly index: number; readonly passages: number; readonly caption: string };
	readonly written: number;
}

/** A text being read as a style. */
export interface Encoding extends RunFlags {
	readonly name: string;
	readonly loading?: LoadProgress;
	readonly done: number;
	/** 0 until it is known. */
	readonly total: number;
}

/** A story in the studio's keeping. */
export interface KeptStory {
	readonly id: string;
	/** Milliseconds since 1970. */
	readonly created: number;
	readonly text: string;
	readonly picture: PictureRef;
	readonly thumbnail?: Blob;
	readonly recipe: StoryRecipe;
}

/** Store of the database -> what it holds. */
export interface StoryStores {
	stories: KeptStory;
	storyStyles: OwnStyle;
}

export interface StoryState {
	readonly picture?: Picture | undefined;
	/** Never empty. */
	readonly styles: readonly StylePick[];
	/** Several styles at once. */
	readonly blending: boolean;
	readonly options: StoryOptions;
	/** Each story takes the seed as it stands; else one that would come out the same takes the next. */
	readonly seedLocked: boolean;
	readonly run?: Run | undefined;
	/** Of this visit, oldest first. */
	readonly drafts: readonly Draft[];
	/** Id of the draft on the page. */
	readonly shown?: string | undefined;
	/** Why the last story failed. */
	readonly failure?: AtelierError | undefined;
	readonly ownStyles: readonly OwnStyle[];
	readonly encoding?: Encoding | undefined;
	/** Why the last text could not be read as a style. */
	readonly encodingFailure?: AtelierError | undefined;
	/** Newest first. */
	readonly kept: readonly KeptStory[];
	readonly storage: StorageState;
	/** What is known of the networks' files; absent until their list is there. */
	readonly models?: StoryModels;
}

/** The kept story that is the same as this draft, word for word. */
export const keptOf = ({ kept }: Pick<StoryState, 'kept'>, draft: Draft): KeptStory | undefined =>
	kept.find(({ id, text }) => id === draft.keptAs && text === textOf(draft.pieces));

export const shownDraft = ({ drafts, shown }: Pick<StoryState, 'drafts' | 'shown'>): Draft | undefined =>
	drafts.find(({ id }) => id === shown);

/** The versions of the shown story: those of the same picture, oldest first. */
export function versionsOf(state: Pick<StoryState, 'drafts' | 'shown'>): readonly Draft[] {
	const hash = shownDraft(state)?.picture.hash;
	return state.drafts.filter(({ picture }) => picture.hash === hash);
}
