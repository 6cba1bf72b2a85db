/** Paint's part of `window.atelier`. */
import type { PaintOptions } from '../../../features/paint/options';
import type { Losses } from '../../../features/paint/types';
import type { AutomatedFile, Base64 } from '../../automation/types';

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
	/** The visitor's own network: a VGG as .h5 or .safetensors. */
	readonly network?: AutomatedFile;
}

export interface AutomatedPainting {
	/** A PNG file with its recipe inside. */
	readonly png: Base64;
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
