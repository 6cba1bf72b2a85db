/** Types of `window.atelier`, which the page has when opened with `?automation`. For the page, the command line and tests. */
import type { Engine, JobTable } from '../../engine/protocol';
import type { Base64 } from '../../models/base64';

export interface AutomatedFile {
	readonly data: Base64;
	readonly name: string;
}

/** Called with lines of progress. */
export type OnLine = (line: string) => void;

/** Each tab adds its own part under its identifier, in `tabs/<feature>/automationTypes.ts`. */
export interface Automation {
	/** The engine that the panels use too: any job, its memory, and losses on purpose. */
	readonly engine: Pick<Engine<JobTable>, 'memory' | 'run' | 'simulateLoss' | 'start' | 'subscribe'>;
}

declare global {
	interface Window {
		/** Present once the page was opened with `?automation` and is ready. */
		atelier?: Automation;
		/** Set by the command line; called with lines of progress. */
		atelierProgress?: (line: string) => void;
	}
}
