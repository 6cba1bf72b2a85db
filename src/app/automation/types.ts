/** What a script may ask of the page when it was opened with `?automation`. Imported by page, command line and tests. */
import type { Engine, JobTable } from '../../engine/protocol';

/** Files cross between script and page as base64, since both sides speak JSON. */
export type Base64 = string;

export interface AutomatedFile {
	readonly data: Base64;
	readonly name: string;
}

/** Gets a line of progress now and then. */
export type Tell = (line: string) => void;

/** Each tab adds its own part under its identifier, in `tabs/<feature>/automationTypes.ts`. */
export interface Automation {
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
