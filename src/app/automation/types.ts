/** What a script may ask of the page when it was opened with `?automation`. Imported by page, command line and tests. */
import type { Engine, JobTable } from '../../engine/protocol';
import type { PaintOptions } from '../../features/paint/options';
import type { Losses } from '../../features/paint/types';

/** Files cross between script and page as base64, since both sides speak JSON. */
export type Base64 = string;

export interface AutomatedFile {
	readonly data: Base64;
	readonly name: string;
}

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
	/** A network of one's own to paint with: a VGG as .h5 or .safetensors. */
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

export interface Automation {
	/** @param onProgress gets a line of text now and then */
	paint(job: AutomatedPaint, onProgress?: (line: string) => void): Promise<AutomatedPainting>;
	/** The engine that the panels use too: its memory, its status, and losses on purpose. */
	readonly engine: Pick<Engine<JobTable>, 'memory' | 'simulateLoss' | 'start'>;
}

declare global {
	interface Window {
		/** Present once the page was opened with `?automation` and is ready. */
		atelier?: Automation;
		/** Set by the command line: a line of progress. */
		atelierProgress?: (line: string) => void;
	}
}
