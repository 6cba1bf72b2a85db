import type { RunFlags } from '../../engine/jobs/types';
import type { LibraryItem } from '../../library/types';
import type { AtelierError } from '../../models/errors';
import type { BlendPart } from '../../ui/controls/blending';
import type { Catalogue } from './catalogue';
import type { ClipOptions } from './clips/options';
import type { PaintOptions } from './options';
import type { OwnNetwork } from './ownNetwork/shared/types';
import type { PaintRecipe } from './recipe';
import type { Losses, PaintedFrame, PaintResult, PaintSnapshot, PresetId, Speed } from './types';

/** A picture to paint from, such as an item of the library. */
export interface Photo extends Pick<LibraryItem, 'name' | 'width' | 'height' | 'picture'> {
	/** SHA-256 of `film`, or else of `picture`, hex. */
	readonly hash: string;
	/** A video or an animated picture, of which `picture` is a frame. */
	readonly film?: Blob;
}

export type StylePick = BlendPart & ({ readonly kind: 'pack' } | { readonly kind: 'picture'; readonly photo: Photo });

export interface Mask {
	/** White: the style applies. Any size; it is stretched to the photo's. */
	readonly picture: Blob;
	readonly source: 'brush' | 'file' | 'recipe';
}

export type TracePoint = Losses & { readonly evaluation: number };

/** State of a running painting. */
export interface Run extends RunFlags {
	/** What happens before the first step, or undefined once steps come. */
	readonly waiting?: { readonly what: string; readonly loaded?: number; readonly total?: number };
	readonly step?: {
		readonly evaluation: number;
		readonly evaluations: number;
		readonly level: number;
		readonly levels: number;
		readonly seconds: number;
		readonly secondsLeft: number;
		readonly width: number;
		readonly height: number;
		readonly losses: Losses;
	};
	/** Of a clip: the frame that is painted, from 1, and their number. */
	readonly frame?: { readonly at: number; readonly count: number };
	readonly preview?: ImageData;
	readonly trace: readonly TracePoint[];
}

/** What a painting is made of. */
export type Choices = Pick<PaintState, 'photo' | 'styles' | 'mask' | 'options' | 'network' | 'catalogue'> & {
	/** For the photo's whole film; without it, for its picture. */
	readonly clip?: ClipOptions;
};

/** A finished painting, and what is needed to look back at it. */
export interface Painting {
	readonly title: string;
	readonly photo: Photo;
	/** By which it can be painted larger. */
	readonly choices: Choices;
	readonly result: PaintResult;
	readonly recipe: PaintRecipe;
	/** PNG with the recipe inside. */
	readonly png: Blob;
	/** Small pictures of its course, for the timelapse; a clip's painted frames. */
	readonly frames: readonly Blob[];
	/** Of a clip: a video, or a GIF where this browser writes none. */
	readonly film?: Blob;
}

/** A painting that was under way: it can be gone on with, also after a reload. */
export interface Draft {
	readonly choices: Choices;
	/** The smaller painting that it is made from. */
	readonly from?: Blob | undefined;
	readonly snapshot?: PaintSnapshot;
	/** Of a clip, in place of the snapshot. */
	readonly clip?: ClipDraft;
}

/** A clip whose first frames are painted. */
export interface ClipDraft {
	readonly frames: readonly Blob[];
	/** The last of them. */
	readonly last: PaintedFrame;
	readonly seconds: number;
	/** Number of all frames. */
	readonly count: number;
}

/** The built-in styles painted small on one photo. */
export interface TrialPictures {
	/** SHA-256 of the photo. */
	readonly photo: string;
	/** PNG by the style's id. */
	readonly pictures: ReadonlyMap<string, Blob>;
	readonly running: boolean;
}

export type View = 'photo' | 'compare' | 'painting';

export interface PaintState {
	readonly photo?: Photo | undefined;
	readonly styles: readonly StylePick[];
	/** Several styles at once. */
	readonly blending: boolean;
	readonly mask?: Mask | undefined;
	readonly options: PaintOptions;
	readonly clip: ClipOptions;
	/** Paints the whole film of a photo that has one, not its picture alone. */
	readonly wholeClip: boolean;
	/** Length of the photo's film, once it is known. */
	readonly filmSeconds?: number | undefined;
	/** Sets size and steps by what this device can do; undefined once the visitor has set them. */
	readonly preset?: PresetId | undefined;
	/** How fast this device paints, once that was measured. */
	readonly speed?: Speed | undefined;
	/** 'perception', or the key of a network of the visitor's own. */
	readonly network: string;
	readonly ownNetworks: readonly OwnNetwork[];
	readonly catalogue?: Catalogue;
	readonly run?: Run | undefined;
	/** Newest last; the last one is shown. */
	readonly paintings: readonly Painting[];
	/** Paintings that were undone; the last one comes back first. */
	readonly undone: readonly Painting[];
	readonly trials?: TrialPictures | undefined;
	/** Of the running painting, or of one that was interrupted. */
	readonly draft?: Draft | undefined;
	/** What is on the easel while nothing runs: the photo, or the newest painting, alone or beside its photo. */
	readonly view: View;
	/** Why the last painting failed. */
	readonly failure?: AtelierError | undefined;
}
