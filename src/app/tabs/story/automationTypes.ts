/** Story's part of `window.atelier`. */

import type { StoryOptions } from '../../../features/story/options';
import type { RecipeStyle } from '../../../features/story/recipe';
import type { EncodedStyle, Stage, StoryResult, StoryWord } from '../../../features/story/types';
import type { Base64 } from '../../../models/base64';
import type { AutomatedFile, OnLine } from '../../automation/types';

/** A style as in recipes, with its vector as `readStyle` gave it. */
export type AutomatedStoryStyle =
	| Extract<RecipeStyle, { kind: 'genre' }>
	| (Omit<Extract<RecipeStyle, { kind: 'own' }>, 'encoder'> & { readonly modelHash: string });

export interface WriteStoryRequest {
	readonly picture: AutomatedFile;
	/** Weights are relative to one another; at least one style. */
	readonly styles: readonly AutomatedStoryStyle[];
	/** Options that are left out have their defaults. */
	readonly options: Partial<StoryOptions>;
	/** Existing text, which the story continues. */
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
	/** The words that were written now. */
	readonly words: readonly StoryWord[];
	/** The story as a file that the page opens again, with its settings. */
	readonly markdown: string;
}

export type AutomatedStyle = Omit<EncodedStyle, 'vector'> & { readonly name: string; readonly vector: Base64 };

/** Each method takes one request and a listener for lines of progress. */
export interface AutomatedStoryteller {
	/** Writes a story, or returns a sentence that says why there is none about this picture. */
	write(request: WriteStoryRequest, onLine?: OnLine): Promise<AutomatedStory | { readonly why: string }>;
	/** Encodes a text as a style. Rejects with a sentence when it is not a text, or too short. */
	readStyle(text: AutomatedFile, onLine?: OnLine): Promise<AutomatedStyle>;
}

declare module '../../automation/types' {
	interface Automation {
		readonly story: AutomatedStoryteller;
	}
}
