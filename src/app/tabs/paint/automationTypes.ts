/** Paint's part of `window.atelier`. */
import type { ClipOptions } from '../../../features/paint/clips/options';
import type { PaintOptions } from '../../../features/paint/options';
import type { Losses } from '../../../features/paint/types';
import type { Base64 } from '../../../models/base64';
import type { AutomatedFile } from '../../automation/types';

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
	/** Paints the whole of a video or animated picture, as a film of this kind. */
	readonly film?: { readonly ending: 'mp4' | 'webm' | 'gif'; readonly options: Partial<ClipOptions> };
	/** The visitor's own network: a VGG as .h5 or .safetensors. */
	readonly network?: AutomatedFile;
}

export interface AutomatedPainting {
	/** A PNG file with its recipe inside; of a film, its last frame. */
	readonly png: Base64;
	readonly film?: Base64;
	/** Number of a film's frames. */
	readonly frames?: number;
	readonly width: number;
	readonly height: number;
	readonly losses: Losses;
	readonly styleLayerLosses: Readonly<Record<string, number>>;
	readonly evaluations: number;
	readonly seconds: number;
	readonly backend: string;
	readonly modelHash: string;
}

declare module '../../automation/types' {
	interface Automation {
		paint(job: AutomatedPaint, onLine?: OnLine): Promise<AutomatedPainting>;
	}
}
